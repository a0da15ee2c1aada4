'use strict';
// Another program in the place of this one.

if (process.argv[2] === 'again') {
  console.log(process.argv.slice(2), process.argv0, process.env.GIVEN, process.env.HOME, process.env.PID === String(process.pid));
  process.exit(3);
}
process.on('warning', (warning) => console.log('never told', warning.message));
process.on('exit', () => console.log('never told'));
console.log(process.execve.name, process.execve.length);
const tell = (...args) => {
  try {
    process.execve(...args);
  } catch (error) {
    console.log(args, error.name, error.code, error.message, error.errno, error.path, error.syscall, Object.keys(error));
  }
};
for (const args of [[], [1], ['/x', 1], ['/x', ['a', 1]], ['/x', ['a\0']], ['/x', [], 1], ['/x', [], null], ['/x', [], { a: 1 }], ['/x', [], { 'a\0': 'b' }], ['/x', [], { a: 'b\0' }]]) tell(...args);

const { Worker } = require('worker_threads');
const worker = new Worker(`for (const [name, ...args] of [['execve', '/bin/true', []], ['chdir', '/'], ['umask', 0], ['umask'], ['abort'], ['setuid', 0], ['setgroups', []], ['initgroups', 1, 1]]) {
  try {
    console.log(name, typeof process[name](...args));
  } catch (error) {
    console.log(name, process[name].name, process[name].disabled, error.name, error.code, error.message);
  }
}`, { eval: true });
worker.on('exit', () => {
  const args = process.versions.nodenet ? ['zero', 'run', __filename, 'again', 'a b'] : ['zero', __filename, 'again', 'a b'];
  process.execve(process.execPath, args, { GIVEN: 'x', PID: String(process.pid) });
});
