'use strict';
// Files and directories that are watched. How often the system tells of one change is its own affair.
const fs = require('fs');
const path = require('path');

process.chdir(fs.mkdtempSync(path.join(require('os').tmpdir(), 'watch-')));
fs.mkdirSync('w/s', { recursive: true });
fs.writeFileSync('w/f', '');
const attempt = (about, f) => {
  try {
    const result = f();
    console.log(about, result?.constructor?.name);
    result?.close?.();
  } catch (e) {
    console.log(about, e.name, e.code, e.message, e.filename);
  }
};
attempt('nothing', () => fs.watch());
attempt('no such', () => fs.watch('nope'));
attempt('no such, and that is well', () => fs.watch('nope', { throwIfNoEntry: false }));
attempt('options', () => fs.watch('w', 1));
attempt('listener', () => fs.watch('w', {}, 1));
attempt('recursive', () => fs.watch('w', { recursive: 1 }));
attempt('encoding', () => fs.watch('w', 'nope'));
attempt('signal', () => fs.watch('w', { signal: 1 }));
attempt('ignore', () => fs.watch('w', { ignore: 1 }));
attempt('watchFile of nothing', () => fs.watchFile());
attempt('watchFile without a listener', () => fs.watchFile('x'));
attempt('watchFile, interval', () => fs.watchFile('x', { interval: 'x' }, () => {}));
attempt('unwatchFile of nothing', () => fs.unwatchFile());
attempt('unwatchFile of what is not watched', () => fs.unwatchFile('x', 1));

// after does something, and waits for an event of a kind about a name.
const after = (watcher, kind, name, f) => new Promise((resolve) => {
  watcher.on('change', function told(type, file) {
    if (type !== kind || String(file) !== path.normalize(name)) return;
    watcher.off('change', told);
    console.log(type, file);
    resolve();
  });
  f();
});
(async () => {
  const w = fs.watch('w');
  console.log(w.ref() === w, w.unref() === w, w.ref() === w, Object.getOwnPropertyNames(Object.getPrototypeOf(w)));
  await after(w, 'rename', 'n', () => fs.writeFileSync('w/n', 'x'));
  await after(w, 'change', 'n', () => fs.appendFileSync('w/n', 'y'));
  await after(w, 'rename', 'm', () => fs.renameSync('w/n', 'w/m'));
  await after(w, 'rename', 'm', () => fs.unlinkSync('w/m'));
  const again = fs.watch('w', 'buffer');
  await after(again, 'rename', 'b', () => fs.mkdirSync('w/b'));
  again.close();
  await after(w, 'rename', 'b', () => fs.rmdirSync('w/b'));
  const f = fs.watch('w/f');
  await after(f, 'change', 'f', () => fs.appendFileSync('w/f', 'x'));
  await new Promise((resolve) => { f.on('close', resolve); f.close(); f.close(); });
  const r = fs.watch('w', { recursive: true });
  await after(r, 'rename', 's/x', () => fs.writeFileSync('w/s/x', ''));
  await after(r, 'rename', 'k', () => fs.mkdirSync('w/k'));
  r.close();
  const controller = new AbortController();
  const s = fs.watch('w', { signal: controller.signal });
  await new Promise((resolve) => { s.on('close', resolve); controller.abort(); });
  w.close();
  fs.watch('w', { persistent: false });

  const ending = new AbortController();
  const events = fs.promises.watch('w', { signal: ending.signal });
  console.log(events);
  const first = events.next();
  setTimeout(() => fs.writeFileSync('w/z', ''), 50);
  console.log((await first).value);
  const rest = (async () => { for await (const event of events); })();
  ending.abort();
  await rest.catch((e) => console.log(e.name, e.code, e.message));
  for (const [file, options] of [['nope'], ['w', { maxQueue: 'x' }], ['w', { overflow: 'x' }], ['w', 1]]) {
    await fs.promises.watch(file, options).next().catch((e) => console.log(e.name, e.code, e.message));
  }

  const looked = (watcher, is) => new Promise((resolve) => watcher.on('change', function told(now, before) {
    if (!is(now, before)) return;
    watcher.off('change', told);
    resolve([now.constructor.name, typeof now.size, now.mtimeMs > 0]);
  }));
  const watcher = fs.watchFile('w/z', { interval: 20 }, () => {});
  console.log(watcher === fs.watchFile('w/z', () => {}), watcher.ref() === watcher);
  const growing = setInterval(() => fs.appendFileSync('w/z', 'more'), 50);
  console.log(await looked(watcher, (now, before) => now.size > before.size));
  clearInterval(growing);
  fs.unlinkSync('w/z');
  console.log(await looked(watcher, (now) => now.size === 0 && now.mtimeMs === 0));
  watcher.on('stop', () => console.log('stop'));
  fs.unwatchFile('w/z');
  const none = fs.watchFile('w/none', { interval: 20, bigint: true }, () => {});
  console.log(await looked(none, (now, before) => now.size === 0n && before.size === 0n));
  fs.writeFileSync('w/none', '1');
  console.log(await looked(none, (now) => now.size === 1n));
  fs.unwatchFile('w/none');
  fs.rmSync(process.cwd(), { recursive: true });
  process.exit(); // Node's own promises.watch may not let it end
})();
