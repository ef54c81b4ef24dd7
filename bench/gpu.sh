#!/bin/sh
# The bench's training steps on an NVIDIA GPU, JAX and PyTorch beside them: sh bench/gpu.sh
#
# Ten minutes on a bare machine. It says what is missing; installs TensorFlow with CUDA's libraries, by `npm run setup`, and
# the peers, with CUDA's libraries of their own, into .build/gpu; measures, and writes .build/gpu/results.md and results.jsonl.
# With --cpu the same on a machine without a GPU, to try the script, into .build/gpu-tried. MOMENTA_BENCH_PYTHON names peers that are there already.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
gpu=1
[ "${1-}" != --cpu ] || gpu=0
[ $gpu = 1 ] && where=.build/gpu || where=.build/gpu-tried
folder=$root/$where
cd "$root"
mkdir -p "$folder"

# What the machine itself has to have, all of it in one list.
missing=
lacks() {
  missing="$missing
  - $1"
}
node -e 'process.exit(Number.parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null ||
  lacks "Node 20 or later (nodejs.org has archives that need no root: unpack one and put its bin/ into PATH)"
npm --version >/dev/null 2>&1 || lacks "npm, which comes with Node"
python3 -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null ||
  lacks "Python 3.11 to 3.13 as python3, with its venv module (apt-get install python3 python3-venv)"
"${CXX:-g++}" --version >/dev/null 2>&1 || lacks "a C++17 compiler (apt-get install g++), or its name in CXX"
if [ $gpu = 1 ]; then
  driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | head -n 1)
  case $driver in
    [0-9]*) [ "${driver%%.*}" -ge 580 ] || lacks "NVIDIA's driver 580 or later, which CUDA 13 needs: this is $driver" ;;
    *) lacks "an NVIDIA GPU with its driver, 580 or later: nvidia-smi finds none" ;;
  esac
  needed=25
else
  needed=8
fi
free=$(df -Pk "$root" | awk 'NR == 2 { print int($4 / 1048576) }')
[ "$free" -ge $needed ] || [ -n "${MOMENTA_BENCH_PYTHON-}" ] || lacks "$needed GB of disk below $root, of which $free are free"
if [ -n "$missing" ]; then
  echo "gpu.sh: this machine lacks$missing" >&2
  exit 1
fi

# The peers are installed beside the set-up. Their CUDA libraries are Python packages, as TensorFlow's are: of CUDA 13 for
# PyTorch, so for JAX, too (both releases put cuDNN into one folder).
python=${MOMENTA_BENCH_PYTHON-$folder/peers/bin/python}
has_peers() { "$python" -c 'import jax, optax, torch' 2>/dev/null; }
install_peers() {
  [ $gpu = 1 ] && extra='[cuda13]' || extra=
  sed "s/^jax==/jax$extra==/" bench/requirements.txt >"$folder/requirements.txt"
  if uv --version; then
    uv venv --clear --python python3 "$folder/peers" && uv pip install --python "$python" -r "$folder/requirements.txt"
  else
    python3 -m venv --clear "$folder/peers" && "$python" -m pip install --disable-pip-version-check -r "$folder/requirements.txt"
  fi
}
installing=
if ! has_peers; then
  echo "gpu.sh: JAX and PyTorch go to $where/peers (log: $where/peers.log)" >&2
  install_peers >"$folder/peers.log" 2>&1 &
  installing=$!
fi
export MOMENTA_GPU=$gpu
npm run --silent setup
[ -z "$installing" ] || wait "$installing" || {
  echo "gpu.sh: JAX and PyTorch could not be installed:" >&2
  tail -n 5 "$folder/peers.log" >&2
  exit 1
}

# The peers find the libraries of their own environment, and are not to find TensorFlow's.
cat >"$folder/python" <<END
#!/bin/sh
unset LD_LIBRARY_PATH XLA_FLAGS
exec "$python" "\$@"
END
chmod +x "$folder/python"
export MOMENTA_BENCH_PYTHON="$folder/python"
nvidia=$(echo .venv/lib/python3*/site-packages/nvidia)
for lib in "$root/$nvidia"/*/lib; do
  [ ! -d "$lib" ] || LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
[ ! -d "$nvidia/cuda_nvcc" ] || export XLA_FLAGS="--xla_gpu_cuda_data_dir=$root/$nvidia/cuda_nvcc" PATH="$root/$nvidia/cuda_nvcc/bin:$PATH"
export LD_LIBRARY_PATH="${LD_LIBRARY_PATH-}"
# All of them take memory of one GPU, each as much as it needs.
export TF_FORCE_GPU_ALLOW_GROWTH=true XLA_PYTHON_CLIENT_PREALLOCATE=false

# Who computes on what.
ours=$(node -p 'require("momenta/engine").native?.isUsingGpuDevice ? "gpu" : "cpu"')
jax=$("$MOMENTA_BENCH_PYTHON" -c 'import jax; print(jax.default_backend())' 2>"$folder/jax.log") || jax="nothing ($where/jax.log)"
torch=$("$MOMENTA_BENCH_PYTHON" -c 'import torch; print("gpu" if torch.cuda.is_available() else "cpu")')
echo "gpu.sh: Momenta computes on $ours, JAX on $jax, PyTorch on $torch" >&2
if [ "$ours $jax $torch" != "gpu gpu gpu" ] && [ $gpu = 1 ]; then
  echo "gpu.sh: not all of them found the GPU. What TensorFlow says:" >&2
  TF_CPP_MIN_LOG_LEVEL=0 node -e 'require("momenta/engine").tf.ones([1]).dataSync()' 2>&1 | grep -i -E 'cuda|gpu|dso' | tail -n 15 >&2
  exit 1
fi

node bench/dist/main.js --into "$folder" \
  --only "training step" --only "training step of 25" --only "replica cost" \
  --only "convolutional step" --only "convolutional step of 8" --only "floating-point rate"
echo "gpu.sh: written to $where/results.md and $where/results.jsonl" >&2
