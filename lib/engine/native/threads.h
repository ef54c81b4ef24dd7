// The threads on which calls run beside JavaScript.
#ifndef MOMENTA_THREADS_H_
#define MOMENTA_THREADS_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
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
    while (threads_.size() < count) threads_.emplace_back([this] { Work(); });
  }

  void Add(std::function<void()> task) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ended_) return;
    tasks_.push_back(std::move(task));
    changed_.notify_all();
  }

  // Waits until all tasks are done.
  void Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return tasks_.empty() && running_ == 0; });
  }

  // The process ends: tasks that have begun are finished, the others forgotten. To be called before the first object of
  // the process is destroyed: a call uses objects that libraries make when they are first used, and destroy first.
  void End() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ended_ = true;
      tasks_.clear();
      changed_.notify_all();
    }
    for (auto &thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  ~Threads() { End(); }

  void Work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return ended_ || !tasks_.empty(); });
      if (ended_) return;
      const auto task = std::move(tasks_.front());
      tasks_.pop_front();
      running_++;
      lock.unlock();
      task();
      lock.lock();
      running_--;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  size_t running_ = 0;
  bool ended_ = false;
};

}  // namespace momenta

#endif  // MOMENTA_THREADS_H_
