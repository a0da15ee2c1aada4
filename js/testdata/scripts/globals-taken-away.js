// Whatever a script does to the globals, the modules go on.
const print = console.log.bind(console), net = require('net'), util = require('util'), assert = require('assert'), events = require('events'),
  stream = require('stream'), qs = require('querystring'), url = require('url'), fs = require('fs'), path = require('path'), timers = require('timers'),
  dns = require('dns'), zlib = require('zlib'), crypto = require('crypto'), os = require('os'), cp = require('child_process'), sd = require('string_decoder'),
  vm = require('vm'), als = require('async_hooks'), B = Buffer, proc = process, names = Object.getOwnPropertyNames(globalThis), Mod = require('module');
const U = URL, EV = Event, ET = EventTarget, AC = AbortController, sC = structuredClone, sT = setTimeout, sI = setImmediate, TE = TextEncoder, TD = TextDecoder, E = Error, M = Map, MC = MessageChannel, P = Promise, R = RangeError, T=TypeError, O = Object, UP = URLSearchParams, S=Set, D = Date, G = globalThis, q = queueMicrotask, RE=RegExp, U8 = Uint8Array;

for (const n of names) {
  if (n === 'globalThis') continue;
  try { delete G[n]; } catch {}
}
const t = (name, f) => { try { const v = f(); print(name, typeof v === 'string' ? v : util.inspect(v).slice(0, 300)); } catch (e) { print(name, 'THREW', e && e.name, e && e.code, e && ('' + e.message).split('\n')[0]); } };
t('inspect', () => util.inspect({ a: [1, 2n, new M([[1, new S([2])]])], d: new D(0), e: /x/g, p: P.resolve(1), b: B.from('hi'), f() {}, s: 'x' }));
t('inspect error', () => util.inspect(new T('x')).split('\n')[0]);
t('format', () => util.format('%s %d %j %o', 'a', 1, { a: 1 }, [1]));
t('equal', () => assert.deepStrictEqual(new M([[1, { a: new S([1]) }]]), new M([[1, { a: new S([2]) }]])));
t('throws', () => assert.throws(() => { throw new T('a') }, { name: 'TypeError', message: 'b' }));
t('buffer', () => B.from('abc').toString('base64') + B.alloc(3).fill('x') + B.concat([B.from([1]), B.from('x')]).toString('hex'));
t('buffer json', () => B.from('a').toJSON());
t('buffer range', () => B.alloc(-1));
t('buffer read', () => B.alloc(4).readUInt32LE(9));
t('buffer type', () => B.from(5));
t('blob', () => new (require('buffer').Blob)(['x']).size);
t('qs', () => qs.stringify({ a: [1, 2], b: 'x y' }) + util.inspect(qs.parse('a=1&a=2')));
t('url', () => new U('http://a:80/b?c#d').href + new UP('a=1&b=2').toString());
t('bad url', () => new U('x'));
t('path', () => path.join('a', '..', 'b') + util.inspect(path.parse('/a/b.c')));
t('fs', () => fs.readFileSync(__filename, 'utf8').length > 10 && fs.statSync(__filename).isFile() && fs.statSync(__filename).mtime instanceof D);
t('fs err', () => fs.readFileSync('/nonexistent'));
t('fs arg', () => fs.readFileSync({}));
t('events', () => { const e = new events(); e.once('x', (v) => print('got', v)); e.emit('x', 1); return e.emit('error', new E('boom')); });
t('events arg', () => new events().on('x', 5));
t('events unhandled', () => new events().emit('error', { a: 1 }));
t('target', () => { const e = new ET(); e.addEventListener('x', (v) => print('got', v.type)); return e.dispatchEvent(new EV('x')); });
t('clone bad', () => sC(() => {}));
t('enc', () => new TD().decode(new TE().encode('hé')));
t('net args', () => net.connect({ port: -1 }));
t('net args2', () => net.createServer().listen({ port: 'x' }));
t('isIP', () => net.isIP('::1') + ' ' + net.isIP('1.2.3.4'));
t('blocklist', () => { const b = new net.BlockList(); b.addSubnet('10.0.0.0', 8); return [b.check('10.1.1.1'), b.rules, b.toJSON()]; });
t('sockaddr', () => new net.SocketAddress({ address: '1.2.3.4', port: 5 }));
t('crypto arg', () => crypto.createHash('nope'));
t('zlib', () => zlib.gunzipSync(zlib.gzipSync('hello')).toString());
t('zlib bad', () => zlib.gunzipSync('hello'));
t('sd', () => new sd.StringDecoder('utf8').write(B.from([0xc3])) + '|');
t('vm', () => vm.runInThisContext('1+1'));
t('vm bad', () => vm.runInThisContext('1+'));
t('als', () => new als.AsyncLocalStorage().run(5, () => 6));
t('require', () => typeof require('readline').createInterface + typeof require('tty').isatty + typeof require('worker_threads').Worker + typeof require('diagnostics_channel').channel + typeof require('perf_hooks').performance.now());
t('promisify', () => typeof util.promisify(sT) + typeof util.callbackify(async () => 1) + util.types.isMap(new M()));
t('inherits', () => { function A() {} util.inherits(A, events); return new A() instanceof events; });
t('style', () => util.styleText('red', 'x'));
t('parseArgs', () => util.parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values);
t('hrtime', () => typeof proc.hrtime.bigint() + typeof proc.memoryUsage().rss + typeof proc.uptime());
t('env', () => (proc.env.XX = 'y', proc.env.XX));
t('nextTick', () => proc.nextTick(() => print('tick')));
t('errors', () => util.getSystemErrorName(-2) + util.getSystemErrorMap().size);
t('stream', () => { const r = stream.Readable.from(['a', 'b']); r.on('data', (d) => print('data', '' + d)); r.on('end', () => print('end')); return stream.isReadable(r); });
t('pipeline', () => { stream.pipeline(stream.Readable.from(['x']), new stream.Transform({ transform(c, e, cb) { cb(null, c) } }), new stream.Writable({ write(c, e, cb) { print('w', '' + c); cb() } }), (e) => print('done', e)); });
t('spawnSync', () => cp.execFileSync('/bin/echo', ['hi']).toString());
t('spawn bad', () => cp.spawn(5));
sT(() => { // once the streams are done
  print('timeout');
  const server = net.createServer((s) => { s.on('data', (d) => s.end('echo ' + d)); s.on('error', (e) => print('se', e.message)) }).listen(0, '127.0.0.1', () => {
    const c = net.connect(server.address().port, '127.0.0.1');
    c.setEncoding('utf8'); c.on('data', (d) => print('client', d)); c.on('close', () => {
      print('close');
      server.close(() => {
        print('server closed');
        const bad = net.connect({ port: 1, host: '127.0.0.1' });
        bad.on('error', (e) => {
          print('bad', e.code, e.message);
          const unknown = net.connect({ port: 1, host: 'nope.invalid' }); unknown.on('error', (e) => print('dns', e.code));
        });
      });
    });
    c.write('hello');
  });
}, 100);
