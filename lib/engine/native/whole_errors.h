// The published addon cuts every error at 500 characters, and a compiler's message is longer. Included before its
// sources, this keeps TensorFlow's last message and puts the whole of it back into the exception.
#ifndef MOMENTA_WHOLE_ERRORS_H_
#define MOMENTA_WHOLE_ERRORS_H_

#include <node_api.h>

#include <string>
#include <utility>

#include "tensorflow/c/c_api.h"

namespace whole_errors {

inline std::string &LastMessage() {
  static thread_local std::string message;
  return message;
}

inline const char *Remember(const char *message) {
  LastMessage() = message;
  return message;
}

inline napi_status Throw(napi_env env, const char *code, const char *text) {
  const std::string message = std::exchange(LastMessage(), "");
  const bool is_status = std::string(text).find("Invalid TF_Status") == 0;
  return napi_throw_error(env, code, is_status ? message.c_str() : text);
}

}  // namespace whole_errors

#define TF_Message(status) whole_errors::Remember(TF_Message(status))
#define napi_throw_error(env, code, text) whole_errors::Throw(env, code, text)

#endif  // MOMENTA_WHOLE_ERRORS_H_
