'use strict';
// What is public in process for old programs, and for those that replace parts of it.

console.log(process.domain, Object.prototype.toString.call(process), require('util').inspect(process).slice(0, 20));
console.log(Object.getOwnPropertyDescriptor(process, Symbol.toStringTag), Reflect.ownKeys(Object.getPrototypeOf(process)));
process.domain = 5;
console.log(process.domain, process._preload_modules, Object.getOwnPropertyDescriptor(process, '_preload_modules').writable);
for (const name of ['_startProfilerIdleNotifier', '_stopProfilerIdleNotifier']) console.log(process[name].name, process[name]());

const real = process._kill;
console.log(real.name, real.length, real(process.pid, 0), real(99999999, 0), real(process.pid, 1000));
process._kill = function (pid, signal) {
  console.log('kill', pid === process.pid ? 'me' : pid, signal, this === process);
  return pid === 6 ? -3 : 0;
};
for (const args of [[process.pid, 'SIGTERM'], [5, 0], [5], [6, 'SIGHUP']]) {
  try {
    console.log(process.kill(...args));
  } catch (error) {
    console.log(error.message, error.code, error.errno, error.syscall);
  }
}
