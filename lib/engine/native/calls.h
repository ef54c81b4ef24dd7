// Calls that run beside JavaScript, on the threads of threads.h.
//
//   startThreads(count)
//   endThreads(): before the process ends; calls that have not begun never do.
//   executeAside(name, attributes, inputs, outputs) -> promise of what executeOp(…) returns
//     Inputs may be deleted, and the function removed, while the call is under way.
//
// Included by functions.cc behind the published sources, which it uses.
#ifndef MOMENTA_CALLS_H_
#define MOMENTA_CALLS_H_

#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "tensorflow/core/util/work_sharder.h"
#include "threads.h"

namespace tfnodejs {
namespace {

struct Call {
  explicit Call(TFE_Op *op) : op(op) {}

  void Run() {
    int size = static_cast<int>(results.size());
    TFE_Execute(op.op, results.data(), &size, status.status);
    failed = TF_GetCode(status.status) != TF_OK;
  }

  // Holds the inputs. It is deleted on JavaScript's thread, since an input may be the last to hold an array of
  // JavaScript's.
  TFE_AutoOp op;
  TF_AutoStatus status;
  std::vector<TFE_TensorHandle *> results;
  bool failed = false;
  napi_deferred promise = nullptr;
};

// The calls of one JavaScript thread.
class Calls {
 public:
  Calls(napi_env env, TFJSBackend *backend) : env_(env), backend_(backend) {}

  bool Init() {
    napi_value title;
    ENSURE_NAPI_OK_RETVAL(env_, napi_create_string_utf8(env_, "calls", NAPI_AUTO_LENGTH, &title), false);
    ENSURE_NAPI_OK_RETVAL(env_,
                          napi_create_threadsafe_function(env_, nullptr, nullptr, title, 0, 1, nullptr, nullptr, this,
                                                          &Calls::Settle, &settle_),
                          false);
    ENSURE_NAPI_OK_RETVAL(env_, napi_unref_threadsafe_function(env_, settle_), false);
    ENSURE_NAPI_OK_RETVAL(env_, napi_add_env_cleanup_hook(env_, &Calls::End, this), false);
    return true;
  }

  void Start(std::unique_ptr<Call> call) {
    // Node lives as long as a call is under way.
    if (started_.empty()) napi_ref_threadsafe_function(env_, settle_);
    Call *started = call.release();
    started_.insert(started);
    momenta::Threads::OfProcess().Add(this, [this, started] {
      // A call has one core, so that its results do not depend on how many there are.
      const tensorflow::ScopedPerThreadMaxParallelism one(1);
      started->Run();
      const std::lock_guard<std::mutex> lock(mutex_);
      over_.push_back(started);
      if (over_.size() == 1) napi_call_threadsafe_function(settle_, nullptr, napi_tsfn_nonblocking);
    });
  }

 private:
  // Node calls it on JavaScript's thread, with no env where that ends.
  static void Settle(napi_env env, napi_value, void *self, void *) {
    if (env != nullptr) static_cast<Calls *>(self)->SettleAll();
  }

  void SettleAll() {
    std::vector<Call *> over;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      over.swap(over_);
    }
    for (Call *call : over) {
      const std::unique_ptr<Call> owned(call);
      started_.erase(call);
      call->failed ? Reject(*call) : Resolve(*call);
    }
    if (started_.empty()) napi_unref_threadsafe_function(env_, settle_);
  }

  void Resolve(const Call &call) {
    napi_value infos;
    napi_create_array_with_length(env_, call.results.size(), &infos);
    for (size_t i = 0; i < call.results.size(); i++)
      napi_set_element(env_, infos, i, backend_->GenerateOutputTensorInfo(env_, call.results[i]));
    napi_resolve_deferred(env_, call.promise, infos);
  }

  void Reject(const Call &call) {
    napi_value message, error;
    napi_create_string_utf8(env_, TF_Message(call.status.status), NAPI_AUTO_LENGTH, &message);
    napi_create_error(env_, nullptr, message, &error);
    napi_reject_deferred(env_, call.promise, error);
  }

  // JavaScript's thread ends, and its eager context with it: after its calls that have begun.
  static void End(void *self) {
    auto *calls = static_cast<Calls *>(self);
    momenta::Threads::OfProcess().Withdraw(self);
    for (Call *call : calls->started_) {
      for (TFE_TensorHandle *result : call->results)
        if (result != nullptr) TFE_DeleteTensorHandle(result);
      delete call;
    }
    delete calls;
  }

  napi_env env_;
  TFJSBackend *backend_;
  napi_threadsafe_function settle_ = nullptr;
  // Only JavaScript's thread touches it.
  std::set<Call *> started_;
  std::mutex mutex_;
  std::vector<Call *> over_;
};

bool AddInputs(napi_env env, const TFJSBackend *backend, napi_value ids, TFE_Op *op) {
  uint32_t count = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_array_length(env, ids, &count), false);
  TF_AutoStatus status;
  for (uint32_t i = 0; i < count; i++) {
    napi_value element;
    int32_t id;
    ENSURE_NAPI_OK_RETVAL(env, napi_get_element(env, ids, i, &element), false);
    ENSURE_NAPI_OK_RETVAL(env, napi_get_value_int32(env, element, &id), false);
    const auto found = backend->tfe_handle_map_.find(id);
    if (found == backend->tfe_handle_map_.end()) {
      NAPI_THROW_ERROR(env, "executeAside: there is no tensor %d", id);
      return false;
    }
    TFE_OpAddInput(op, found->second, status.status);
    ENSURE_TF_OK_RETVAL(env, status, false);
  }
  return true;
}

bool AssignAttributes(napi_env env, napi_value attributes, TFE_Op *op) {
  uint32_t count = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_array_length(env, attributes, &count), false);
  for (uint32_t i = 0; i < count; i++) {
    napi_value element;
    ENSURE_NAPI_OK_RETVAL(env, napi_get_element(env, attributes, i, &element), false);
    AssignOpAttr(env, op, element);
    if (IsExceptionPending(env)) return false;
  }
  return true;
}

napi_value ExecuteAside(napi_env env, napi_callback_info info) {
  size_t argc = 4;
  napi_value args[4];
  void *calls;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_cb_info(env, info, &argc, args, nullptr, &calls), nullptr);
  TFJSBackend *backend = GetTFJSBackend(env);
  if (backend == nullptr) return nullptr;

  std::string name;
  ENSURE_NAPI_OK_RETVAL(env, GetStringParam(env, args[0], name), nullptr);
  TF_AutoStatus status;
  auto call = std::make_unique<Call>(TFE_NewOp(backend->tfe_context_, name.c_str(), status.status));
  ENSURE_TF_OK_RETVAL(env, status, nullptr);
  if (!AddInputs(env, backend, args[2], call->op.op)) return nullptr;
  if (!AssignAttributes(env, args[1], call->op.op)) return nullptr;
  int32_t outputs = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_value_int32(env, args[3], &outputs), nullptr);
  call->results.assign(outputs, nullptr);

  napi_value promise;
  ENSURE_NAPI_OK_RETVAL(env, napi_create_promise(env, &call->promise, &promise), nullptr);
  static_cast<Calls *>(calls)->Start(std::move(call));
  return promise;
}

napi_value StartThreads(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value args[1];
  uint32_t count = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_cb_info(env, info, &argc, args, nullptr, nullptr), nullptr);
  ENSURE_NAPI_OK_RETVAL(env, napi_get_value_uint32(env, args[0], &count), nullptr);
  momenta::Threads::OfProcess().Start(count);
  return nullptr;
}

napi_value EndThreads(napi_env, napi_callback_info) {
  momenta::Threads::OfProcess().End();
  return nullptr;
}

}  // namespace
}  // namespace tfnodejs

#endif  // MOMENTA_CALLS_H_
