#!/bin/sh
# Starts Momenta with the Node and the libraries beside it. Only the shell's own words: no other program is needed.

case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
folder=$(CDPATH='' cd -- "${folder:-/}" && pwd -P)
node=$folder/bin/node
if [ ! -x "$node" ]; then
  echo "momenta: there is no $node; start momenta by its own path, not through a link, where it was unpacked." >&2
  exit 1
fi

# GCC's libraries: the machine's own where they are as new as they were where this was packed, else those packed along.
gcc=:$folder/libraries/gcc
for file in /lib64/libstdc++.so.6.0.* /usr/lib64/libstdc++.so.6.0.* \
  /lib/@MACHINE@-linux-gnu/libstdc++.so.6.0.* /usr/lib/@MACHINE@-linux-gnu/libstdc++.so.6.0.*; do
  case ${file##*.} in
    *[!0-9]*) ;;
    *) [ "${file##*.}" -lt @LIBSTDCXX@ ] || gcc= ;;
  esac
done

# CUDA's libraries, where a machine with a GPU usually has them.
cuda=
for found in ${CUDA_HOME:+"$CUDA_HOME/lib64"} /usr/local/cuda/lib64 \
  ${VIRTUAL_ENV:+"$VIRTUAL_ENV"/lib/python3*/site-packages/nvidia/*/lib} \
  ${HOME:+"$HOME"/.local/lib/python3*/site-packages/nvidia/*/lib} \
  /usr/local/lib/python3*/*-packages/nvidia/*/lib; do
  [ ! -d "$found" ] || cuda=$cuda:$found
done

export LD_LIBRARY_PATH="$folder/libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}$cuda$gcc"
export NODE_PATH="$folder/node_modules${NODE_PATH:+:$NODE_PATH}"

case ${1-} in
  node)
    shift
    exec "$node" "$@"
    ;;
  bench)
    shift
    exec "$node" "$folder/bench/dist/main.js" "$@"
    ;;
  *) exec "$node" "$folder/studies/dist/command/main.js" "$@" ;;
esac
