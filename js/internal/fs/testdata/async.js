const fs = require('fs'), os = require('os'), path = require('path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nodenet-'));
const plain = (s) => String(s).split(dir).join('DIR');
const show = (v) => v instanceof Error ? v.message + JSON.stringify(v) : v === undefined ? 'undefined' : v instanceof Uint8Array ? 'bytes ' + Array.from(v).join() : JSON.stringify(v);
const p = (x) => dir + '/' + x;
const steps = [
  ['exists', (cb) => fs.exists('/tmp', cb)], ['readFile', (cb) => fs.readFile('/nope', cb)], ['readFile dir', (cb) => fs.readFile('/', cb)], ['mkdir', (cb) => fs.mkdir(p('r/s'), { recursive: true }, cb)], ['access', (cb) => fs.access('/tmp', cb)],
  ['writeFile', (cb) => fs.writeFile(p('h'), 'xyz', cb)], ['appendFile', (cb) => fs.appendFile(p('h'), '!', 'utf8', cb)], ['read back', (cb) => fs.readFile(p('h'), 'utf8', cb)], ['read bytes', (cb) => fs.readFile(p('h'), cb)], ['stat', (cb) => fs.stat(p('h'), (e, s) => cb(e, s.size))], ['stat nope', (cb) => fs.stat('/nope', cb)],
  ['open', (cb) => fs.open(p('h'), 'r+', (e, fd) => fs.read(fd, Buffer.alloc(4), 0, 4, 0, (e, n, b) => { print(n, b.toString()); fs.write(fd, 'Q', 1, (e, n, s) => { print(n, s); fs.close(fd, cb) }) }))],
  ['unlink', (cb) => fs.unlink(p('nope'), cb)], ['readdir', (cb) => fs.readdir(dir, cb)], ['mkdtemp', (cb) => fs.mkdtemp(p('t-'), (e, d) => cb(e, d.length - dir.length))], ['realpath', (cb) => fs.realpath(p('h'), (e, x) => cb(e, path.basename(x)))], ['write empty', (cb) => fs.write(1, '', cb)],
  ['close alone', (cb) => { const fd = fs.openSync(p('h')); let text; try { fs.close(fd, null) } catch (e) { text = e.message } cb(fs.close.length, text, fs.close(fd)) }],
];
const next = () => {
  const [name, f] = steps.shift() ?? [];
  if (!f) return handles().then(streams);
  f((...a) => { print(name, plain(a.map(show).join(' '))); next() });
};
async function handles() {
  const f = fs.promises;
  const h = await f.open(p('k'), 'w+'); print(typeof h.fd, h.constructor.name);
  print(show(await h.write('hey')), show((await h.read(Buffer.alloc(3), 0, 3, 0)).bytesRead), show(await h.readFile('utf8')), (await h.stat()).size, show(await h.truncate(1)), show(await h.sync())); h.on('close', () => print('close event'));
  await h.close(); print(h.fd); for (const m of ['read', 'stat', 'readFile']) try { await h[m]() } catch (e) { print(e.message, show(e)) }
  for (const g of [() => f.open('/nope'), () => f.stat(5), () => f.readFile('/'), () => f.rename(p('nope'), p('x')), () => f.rm(p('nope')), () => f.mkdir(p('k'))]) try { print(await g()) } catch (e) { print(plain(e.message), plain(JSON.stringify(e))) }
  print(plain(await f.mkdir(p('r2/a'), { recursive: true })), await f.access('/tmp'), (await f.readdir(dir)).filter((x) => !x.startsWith('t-')).join(), await f.readFile(p('h'), 'utf8'), show(await f.writeFile(p('w'), new Uint8Array([65, 66]))), await f.readFile(p('w'), { encoding: 'utf8' }));
  print((await Promise.all(['h', 'w', 'k'].map((x) => f.stat(p(x))))).map((s) => s.size).join());
}
function streams() {
  const w = fs.createWriteStream(p('stream')); w.on('open', (fd) => print('open', typeof fd)); w.on('ready', () => print('ready')); w.on('finish', () => print('finish', w.bytesWritten)); w.on('close', () => {
    print('close', w.path === p('stream'));
    const r = fs.createReadStream(p('stream'), { encoding: 'utf8', start: 1, end: 6 }); let text = '';
    r.on('open', () => print('r open')); r.on('data', (d) => { text += d }); r.on('end', () => print('end', text, r.bytesRead)); r.on('close', () => {
      print('r close');
      fs.createReadStream('/nope').on('error', (e) => { print(e.message); fs.createReadStream(p('stream')).pipe(fs.createWriteStream(p('copy'), { flags: 'a' })).on('close', () => { print(fs.readFileSync(p('copy'), 'utf8')); fs.rmSync(dir, { recursive: true }) }) });
    });
  });
  w.write('hello '); w.write(Buffer.from('wor')); w.end('ld');
}
next();
