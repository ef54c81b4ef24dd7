// The threads on which calls run beside JavaScript.
#ifndef MOMENTA_THREADS_H_
#define MOMENTA_THREADS_H_

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace momenta {

class Threads {
 public:
  // Those of the process.
  static Threads &OfProcess() {
    static Threads threads;
    return threads;
  }

  // Makes threads until there are `count`.
  void Start(size_t count) {
    const std::lock_guard<std::mutex> lock(mutex_);
    while (!ended_ && threads_.size() < count) threads_.emplace_back([this] { Work(); });
  }

  void Add(const void *owner, std::function<void()> work) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ended_) return;
    tasks_.push_back({owner, std::move(work)});
    changed_.notify_all();
  }

  // Forgets the owner's tasks that have not begun, and waits for those that have.
  void Withdraw(const void *owner) {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto owned = [owner](const Task &task) { return task.owner == owner; };
    tasks_.erase(std::remove_if(tasks_.begin(), tasks_.end(), owned), tasks_.end());
    changed_.wait(lock, [this, owner] { return running_.count(owner) == 0; });
  }

  // The process ends: tasks that have begun are finished, the others forgotten. To be called before the first object of
  // the process is destroyed: a call uses objects that libraries make when they are first used, and destroy first.
  void End() {
    std::vector<std::thread> threads;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ended_ = true;
      tasks_.clear();
      threads.swap(threads_);
      changed_.notify_all();
    }
    for (auto &thread : threads) thread.join();
  }

 private:
  struct Task {
    const void *owner;
    std::function<void()> work;
  };

  ~Threads() { End(); }

  void Work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return ended_ || !tasks_.empty(); });
      if (ended_) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      const auto running = running_.insert(task.owner);
      lock.unlock();
      task.work();
      lock.lock();
      running_.erase(running);
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  std::vector<std::thread> threads_;
  // The owners of the tasks that have begun.
  std::multiset<const void *> running_;
  bool ended_ = false;
};

}  // namespace momenta

#endif  // MOMENTA_THREADS_H_
