'use strict';
// What of a tree is copied, by a filter.

const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'cp-'));
process.chdir(dir);
const make = () => {
  for (const name of ['d', 's']) fs.rmSync(name, { recursive: true, force: true });
  fs.mkdirSync('s/a/b', { recursive: true });
  fs.mkdirSync('s/c');
  for (const file of ['s/1', 's/a/2', 's/a/b/3', 's/c/4']) fs.writeFileSync(file, file);
};
const copied = () => fs.existsSync('d') ? fs.readdirSync('d', { recursive: true }).sort() : 'nothing';
const words = (error) => [error.name, error.code, error.message.replaceAll(dir, '<dir>')].join(' | ');
const sync = (...args) => {
  make();
  try {
    console.log(fs.cpSync(...args), copied());
  } catch (error) {
    console.log(words(error), copied());
  }
};
for (const filter of [1, null, 'x', {}]) sync('s', 'd', { recursive: true, filter });
const asked = [];
sync('s', 'd', { recursive: true, filter(...args) {
  asked.push(args.join(' '));
  return !args[0].endsWith('b') && !args[0].endsWith('4');
} });
console.log(asked.sort());
sync('s', 'd', { recursive: true, filter: () => false });
sync('s/1', 'd', { filter: (src, dest) => console.log(src, dest) });
sync('s', 'd', { recursive: true, filter: async () => false });
sync('s', 'd', { recursive: true, filter() { throw new Error('thrown'); } });
sync(path.resolve('s'), new URL(`file://${path.resolve('d')}`), { recursive: true, filter: (src, dest) => typeof dest === 'string' && !/[1-4]$/.test(src) });
sync('s/', 'd/', { recursive: true, filter: (src) => src === 's/' || src === 's/c' });
sync('none', 'd', { filter: () => false });
sync('s', 'd', { filter: () => true });

(async () => {
  const later = async (...args) => {
    make();
    try {
      console.log(await fs.promises.cp(...args), copied());
    } catch (error) {
      console.log(words(error), copied());
    }
  };
  await later('s', 'd', { recursive: true, filter: async (src) => !src.endsWith('2') });
  await later('s', 'd', { recursive: true, filter: async () => { throw new Error('rejected'); } });
  await later('s', 'd', { recursive: true, filter: () => 0 });
  await later('s', 'd', { filter: 1 });
  make();
  try {
    fs.cp('s', 'd', { filter: () => true });
  } catch (error) {
    console.log(words(error));
  }
  for (const filter of [(src) => Promise.resolve(!src.endsWith('c')), () => { throw new Error('thrown'); }]) {
    make();
    await new Promise((resolve) => fs.cp('s', 'd', { recursive: true, filter }, (error) => {
      console.log(error && words(error), copied());
      resolve();
    }));
  }
  fs.rmSync(dir, { recursive: true });
})();
