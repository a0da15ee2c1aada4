'use strict';
// Directories read bit by bit, directories that remove themselves, and what is known of a file system.
const fs = require('fs');
const path = require('path');

const show = (e) => `${e.name} ${e.code} ${e.message}`;
const attempt = (about, f) => {
  try {
    const result = f();
    console.log(about, result?.constructor?.name ?? result);
  } catch (e) {
    console.log(about, show(e), Object.keys(e).join());
  }
};
process.chdir(fs.mkdtempSync(path.join(require('os').tmpdir(), 'opendir-')));
fs.mkdirSync('d/sub/deep', { recursive: true });
for (const name of ['a.txt', 'b.js', '.hidden', 'sub/c.txt', 'sub/deep/e.js']) fs.writeFileSync(path.join('d', name), '');
fs.symlinkSync('sub', 'd/link');

attempt('new', () => new fs.Dir());
attempt('call', () => fs.Dir());
attempt('nothing', () => fs.opendirSync());
attempt('a number', () => fs.opendirSync(1));
attempt('no such', () => fs.opendirSync('nope'));
attempt('a file', () => fs.opendirSync('d/a.txt'));
attempt('bufferSize 0', () => fs.opendirSync('d', { bufferSize: 0 }));
attempt('bufferSize x', () => fs.opendirSync('d', { bufferSize: 'x' }));
attempt('encoding', () => fs.opendirSync('d', 'nope'));
attempt('no callback', () => fs.opendir('d'));
const shape = fs.Dir.prototype;
console.log(Object.getOwnPropertyNames(shape), Object.getOwnPropertySymbols(shape).length, shape.entries === shape[Symbol.asyncIterator], fs.Dir.length);

const d = fs.opendirSync('d', { bufferSize: 2 });
const names = [];
for (let entry; (entry = d.readSync()) !== null;) names.push(`${entry.name} ${entry.parentPath} ${entry.isDirectory()} ${entry.isSymbolicLink()}`);
console.log(d, d.path, names.sort(), d.readSync());
d.closeSync();
attempt('close again', () => d.closeSync());
attempt('read closed', () => d.readSync());
attempt('dispose closed', () => d[Symbol.dispose]());
attempt('read closed with a callback', () => d.read(() => {}));
attempt('close closed with a callback', () => d.close((e) => console.log('told', show(e))));

(async () => {
  await d.read().catch((e) => console.log('read', show(e)));
  await d.close().catch((e) => console.log('close', show(e)));
  const all = [];
  const deep = await fs.promises.opendir('d', { recursive: true });
  for await (const entry of deep) all.push(path.join(entry.parentPath, entry.name));
  console.log(all.sort());
  await deep.close().catch((e) => console.log('after the loop', show(e)));
  const broken = await fs.promises.opendir('d');
  for await (const entry of broken) break;
  await broken.read().catch((e) => console.log('after break', show(e)));

  const c = fs.opendirSync('d');
  const reading = c.read();
  attempt('readSync while it reads', () => c.readSync());
  attempt('closeSync while it reads', () => c.closeSync());
  await reading;
  console.log((await Promise.all([c.read(), c.read(), c.close()])).map((x) => x?.constructor.name));
  await fs.promises.opendir('nope').catch((e) => console.log(show(e), e.syscall, e.path));
  const b = fs.opendirSync(Buffer.from('d'), { encoding: 'buffer' });
  const first = b.readSync();
  console.log(b.path, Buffer.isBuffer(first.name), first.parentPath);
  b.closeSync();
  await new Promise((resolve) => fs.opendir('d', (err, dir) => dir.close((e) => { console.log(err, dir.path, e); resolve(); })));
  const dirent = new fs.Dirent('name', 2, 'parent');
  console.log(dirent, dirent.isDirectory(), dirent.isFile());

  console.log(Object.keys(fs.statfsSync('.')), fs.statfsSync('.').constructor.name, typeof (await fs.promises.statfs('.', { bigint: true })).bsize);
  attempt('statfs', () => fs.statfsSync('nope'));
  attempt('statfs of nothing', () => fs.statfsSync());
  attempt('statfs without a callback', () => fs.statfs('x'));
  await fs.promises.statfs('nope').catch((e) => console.log(show(e), e.syscall, e.path));

  const temporary = fs.mkdtempDisposableSync(path.resolve('t-'));
  fs.writeFileSync(path.join(temporary.path, 'x'), '');
  console.log(Object.keys(temporary), fs.existsSync(temporary.path), temporary.remove(), fs.existsSync(temporary.path), temporary.remove());
  const other = await fs.promises.mkdtempDisposable(path.resolve('t-'));
  console.log(fs.existsSync(other.path), await other[Symbol.asyncDispose](), fs.existsSync(other.path));
  attempt('mkdtempDisposableSync', () => fs.mkdtempDisposableSync('/nope/x'));
  await fs.promises.lchmod('d', 0).catch((e) => console.log(show(e)));
  console.log(fs.lchmod, fs.FileReadStream === fs.ReadStream, fs._toUnixTimestamp('12'), fs._toUnixTimestamp(new Date(5000)));
  fs.rmSync(process.cwd(), { recursive: true });
})();
