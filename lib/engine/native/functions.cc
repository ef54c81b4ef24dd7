// Compiled functions for the tfjs-node addon.
//
// The addon that @tensorflow/tfjs-node-gpu publishes executes one op at a time.
// This unit compiles its sources unchanged and exports more methods, those of calls.h and these:
//
//   addFunction(name, graphDef, inputs, outputs, callees)
//     Registers a serialized GraphDef as a function of the addon's eager
//     context; executeOp(name, ...) then runs the whole graph in one call.
//     inputs and outputs are endpoints ("node:index"); callees are the names of
//     the registered functions that the graph itself calls (a loop's body, say).
//   removeFunction(name)
//     Frees it. A call already under way finishes.
#include <node_api.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"
#include "tensorflow/c/c_api.h"
#include "tensorflow/c/eager/c_api.h"
#include "whole_errors.h"

// The published class keeps its eager context private; the functions have to
// be registered in that very context.
#define private public
#include "tfjs_backend.h"
#undef private

// Its module registration is left out; ours, at the end, extends it.
#undef NAPI_MODULE
#define NAPI_MODULE(name, init)
#include "tfjs_binding.cc"
#undef NAPI_MODULE

#include "tfjs_backend.cc"

#include "calls.h"

namespace tfnodejs {
namespace {

template <typename T, void (*Delete)(T *)>
using Owned = std::unique_ptr<T, std::integral_constant<decltype(Delete), Delete>>;
using Graph = Owned<TF_Graph, TF_DeleteGraph>;
using Function = Owned<TF_Function, TF_DeleteFunction>;
using Buffer = Owned<TF_Buffer, TF_DeleteBuffer>;
using ImportOptions = Owned<TF_ImportGraphDefOptions, TF_DeleteImportGraphDefOptions>;

// A graph that calls another function needs that function's definition. Each JavaScript thread has functions of its own, as
// it has an eager context.
std::unordered_map<std::string, Function> &Functions() {
  static thread_local std::unordered_map<std::string, Function> functions;
  return functions;
}

bool ReadStrings(napi_env env, napi_value array, std::vector<std::string> *strings) {
  uint32_t length = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_array_length(env, array, &length), false);
  strings->resize(length);
  for (uint32_t i = 0; i < length; i++) {
    napi_value element;
    ENSURE_NAPI_OK_RETVAL(env, napi_get_element(env, array, i, &element), false);
    ENSURE_NAPI_OK_RETVAL(env, GetStringParam(env, element, (*strings)[i]), false);
  }
  return true;
}

bool ReadEndpoints(napi_env env, napi_value array, TF_Graph *graph, std::vector<TF_Output> *endpoints) {
  std::vector<std::string> names;
  if (!ReadStrings(env, array, &names)) return false;
  for (const auto &name : names) {
    const auto colon = name.rfind(':');
    TF_Operation *operation = TF_GraphOperationByName(graph, name.substr(0, colon).c_str());
    if (colon == std::string::npos || operation == nullptr) {
      NAPI_THROW_ERROR(env, "addFunction: the graph has no endpoint %s", name.c_str());
      return false;
    }
    endpoints->push_back({operation, std::atoi(name.c_str() + colon + 1)});
  }
  return true;
}

napi_value AddFunction(napi_env env, napi_callback_info info) {
  size_t argc = 5;
  napi_value args[5];
  ENSURE_NAPI_OK_RETVAL(env, napi_get_cb_info(env, info, &argc, args, nullptr, nullptr), nullptr);
  TFJSBackend *backend = GetTFJSBackend(env);
  if (backend == nullptr) return nullptr;

  std::string name;
  ENSURE_NAPI_OK_RETVAL(env, GetStringParam(env, args[0], name), nullptr);
  void *bytes = nullptr;
  size_t size = 0;
  ENSURE_NAPI_OK_RETVAL(env, napi_get_typedarray_info(env, args[1], nullptr, &size, &bytes, nullptr, nullptr),
                        nullptr);
  std::vector<std::string> callees;
  if (!ReadStrings(env, args[4], &callees)) return nullptr;

  TF_AutoStatus status;
  Graph graph(TF_NewGraph());
  for (const auto &callee : callees) {
    const auto found = Functions().find(callee);
    if (found == Functions().end()) {
      NAPI_THROW_ERROR(env, "addFunction: %s calls %s, which is not registered", name.c_str(), callee.c_str());
      return nullptr;
    }
    TF_GraphCopyFunction(graph.get(), found->second.get(), nullptr, status.status);
    ENSURE_TF_OK_RETVAL(env, status, nullptr);
  }
  Buffer definition(TF_NewBufferFromString(bytes, size));
  ImportOptions options(TF_NewImportGraphDefOptions());
  TF_GraphImportGraphDef(graph.get(), definition.get(), options.get(), status.status);
  ENSURE_TF_OK_RETVAL(env, status, nullptr);

  std::vector<TF_Output> inputs, outputs;
  if (!ReadEndpoints(env, args[2], graph.get(), &inputs)) return nullptr;
  if (!ReadEndpoints(env, args[3], graph.get(), &outputs)) return nullptr;
  Function function(TF_GraphToFunction(graph.get(), name.c_str(), 0, -1, nullptr, inputs.size(), inputs.data(),
                                       outputs.size(), outputs.data(), nullptr, nullptr, nullptr, status.status));
  ENSURE_TF_OK_RETVAL(env, status, nullptr);
  TFE_ContextAddFunction(backend->tfe_context_, function.get(), status.status);
  ENSURE_TF_OK_RETVAL(env, status, nullptr);
  Functions()[name] = std::move(function);
  return nullptr;
}

napi_value RemoveFunction(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value args[1];
  ENSURE_NAPI_OK_RETVAL(env, napi_get_cb_info(env, info, &argc, args, nullptr, nullptr), nullptr);
  TFJSBackend *backend = GetTFJSBackend(env);
  if (backend == nullptr) return nullptr;

  std::string name;
  ENSURE_NAPI_OK_RETVAL(env, GetStringParam(env, args[0], name), nullptr);
  TF_AutoStatus status;
  TFE_ContextRemoveFunction(backend->tfe_context_, name.c_str(), status.status);
  ENSURE_TF_OK_RETVAL(env, status, nullptr);
  Functions().erase(name);
  return nullptr;
}

// TensorFlow logs through Abseil, which does not heed TF_CPP_MIN_LOG_LEVEL by itself.
void ApplyLogLevel() {
  const char *level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (level != nullptr) absl::SetMinLogLevel(static_cast<absl::LogSeverityAtLeast>(std::atoi(level)));
}

napi_value InitWithFunctions(napi_env env, napi_value exports) {
  ApplyLogLevel();
  exports = InitTFNodeJSBinding(env, exports);
  if (IsExceptionPending(env)) return exports;
  auto *calls = new Calls(env, GetTFJSBackend(env));
  if (!calls->Init()) return exports;
  const auto method = [](const char *name, napi_callback fn, void *data = nullptr) {
    return napi_property_descriptor{name, nullptr, fn, nullptr, nullptr, nullptr, napi_default, data};
  };
  const napi_property_descriptor methods[] = {
      method("addFunction", AddFunction),   method("removeFunction", RemoveFunction),
      method("startThreads", StartThreads), method("endThreads", EndThreads),
      method("executeAside", ExecuteAside, calls),
  };
  ENSURE_NAPI_OK_RETVAL(env, napi_define_properties(env, exports, ARRAY_SIZE(methods), methods), exports);
  return exports;
}

}  // namespace
}  // namespace tfnodejs

// Called by loader.cc.
extern "C" __attribute__((visibility("default"))) napi_value InitMomentaTensorFlow(napi_env env, napi_value exports) {
  return tfnodejs::InitWithFunctions(env, exports);
}
