'use strict';
// The users and groups that a process acts as: what is asked of the arguments. Nothing is
// changed here but to what it is.

const tell = (name, ...args) => {
  try {
    console.log(name, args, process[name](...args));
  } catch (error) {
    console.log(name, args, error.name, error.code, error.message);
  }
};
for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) {
  console.log(name, JSON.stringify(process[name].name), process[name].length);
  for (const id of [undefined, null, -1, 1.5, NaN, 'no-such-name-x', 2 ** 32, {}, true, [], '']) tell(name, id);
}
console.log(process.setgroups.name, process.setgroups.length, process.initgroups.name, process.initgroups.length);
for (const groups of [undefined, 1, 'x', [1.5], ['no-such-name-x'], [0, {}], [-1], [null]]) tell('setgroups', groups);
for (const args of [[], [1], ['root'], ['root', null], ['root', 'no-such-name-x'], [null, 0], [-1, 0], ['root', -1]]) tell('initgroups', ...args);
tell('initgroups', 4294967294, 0);
const same = () => process.seteuid(process.geteuid()) === undefined && process.setegid(process.getegid()) === undefined;
console.log(same());
if (process.getuid() !== 0) {
  for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) {
    try {
      process[name](0);
    } catch (error) {
      if (error.message !== 'EPERM, Operation not permitted' || error.errno !== 1 || error.code !== 'EPERM' || error.syscall !== name) console.log(error);
    }
  }
}
