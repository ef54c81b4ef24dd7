// The addon that Node loads: it opens the library beside it, which is linked to TensorFlow.
//
// TensorFlow writes to standard error while its libraries are being opened, before any log level can be set. So the
// level is decided here, and standard error is silent while they open: TF_CPP_MIN_LOG_LEVEL=0 shows everything,
// unset is 3 (nothing; errors reach JavaScript as exceptions).
#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace {

constexpr char kLibrary[] = "momenta_tensorflow.so";
constexpr char kInit[] = "InitMomentaTensorFlow";
using Init = napi_value (*)(napi_env, napi_value);

class SilentStandardError {
 public:
  SilentStandardError() : saved_(dup(STDERR_FILENO)) {
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    close(null);
  }
  ~SilentStandardError() {
    dup2(saved_, STDERR_FILENO);
    close(saved_);
  }

 private:
  int saved_;
};

std::string LibraryPath() {
  Dl_info self;
  dladdr(reinterpret_cast<void *>(&LibraryPath), &self);
  const std::string path(self.dli_fname);
  return path.substr(0, path.rfind('/') + 1) + kLibrary;
}

void *OpenLibrary() {
  const std::string path = LibraryPath();
  if (std::atoi(std::getenv("TF_CPP_MIN_LOG_LEVEL")) == 0) return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  const SilentStandardError silent;
  return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

}  // namespace

NAPI_MODULE_INIT() {
  setenv("TF_CPP_MIN_LOG_LEVEL", "3", 0);
  void *library = OpenLibrary();
  void *init = library == nullptr ? nullptr : dlsym(library, kInit);
  if (init == nullptr) {
    napi_throw_error(env, nullptr, dlerror());
    return exports;
  }
  return reinterpret_cast<Init>(init)(env, exports);
}
