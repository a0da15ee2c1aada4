'use strict';
// Bad input: one line per call, `<call> => <code>: <message>`, `=> ok ...` if accepted, or
// `=> event <code>: <message>` if it comes as an 'error' event.
const { net, log, tmpPath, errText } = require('./record.js');

const fs = require('node:fs');

process.chdir(tmpPath(''));
process.removeAllListeners('warning');
process.on('warning', (w) => log('warning', `${w.name}: ${w.message.split('\n')[0]}`));

const out = (label, text) => log(label.replace(/\n/g, '\\n'), `=> ${text}`);
const t = (label, fn) => {
  try {
    const r = fn();
    out(label, `ok${r === undefined ? '' : ` ${r}`}`);
    return r;
  } catch (e) { out(label, errText(e)); }
  return undefined;
};
// Calls that may fail by an 'error' event: waits for it, or for success.
const later = (label, make) => new Promise((resolve) => {
  let s;
  try { s = make(); } catch (e) { out(label, errText(e)); return resolve(); }
  const timer = setTimeout(() => { out(label, 'nothing comes'); done(); }, 10000);
  const done = () => {
    clearTimeout(timer);
    s.removeAllListeners();
    s.on('error', () => {});
    if (s.destroy) s.destroy(); else s.close();
    resolve();
  };
  s.on('error', (e) => { out(label, `event ${errText(e)}`); done(); });
  s.on(s.listen ? 'listening' : 'connect', () => { out(label, 'ok'); done(); });
  return undefined;
});
const S = (o) => new net.Socket(o);
const q = (fn) => { const s = S(); s.on('error', () => {}); try { return fn(s); } finally { s.destroy(); } };
const l = (fn) => { const s = net.createServer(); s.on('error', () => {}); try { return fn(s); } finally { s.close(); } };
const v = (x) => (typeof x === 'string' ? `'${x}'` : typeof x === 'symbol' ? 'Symbol()' : Array.isArray(x) ? `[${x.map(v)}]` : x && typeof x === 'object' ? (Object.getPrototypeOf(x) === Object.prototype || Object.getPrototypeOf(x) === null ? `{${Object.entries(x).map(([k, y]) => `${k}:${v(y)}`).join(',')}}` : x.constructor.name) : typeof x === 'function' ? 'fn' : String(x));

// socket.setTimeout
for (const x of [-1, 'x', '5', NaN, Infinity, 2 ** 31, 2 ** 31 - 1, 1.5, 0, null, undefined, {}, true]) t(`setTimeout(${v(x)})`, () => q((s) => { s.setTimeout(x); return `timeout=${s.timeout}`; }));
t('setTimeout(5,5)', () => q((s) => { s.setTimeout(5, 5); }));
t("setTimeout(0,'x')", () => q((s) => { s.setTimeout(0, 'x'); }));
for (const x of [-1, 'x', 1.5]) t(`new Socket().connect({port:1,timeout:${v(x)}})`, () => q((s) => { s.connect({ port: 1, host: '127.0.0.1', timeout: x }); return `timeout=${s.timeout}`; }));
for (const x of [-1, 'x', 1.5]) t(`net.connect({port:1,timeout:${v(x)}})`, () => { const s = net.connect({ port: 1, host: '127.0.0.1', timeout: x }); s.on('error', () => {}); s.destroy(); });

// server.listen
for (const x of [-1, 65536, 1.5, NaN, Infinity, '', ' ', '1.5', '-1', 'x1', true, false, {}, { port: -1 }, { port: 65536 }, { port: 'x' }, { port: true }, { port: {} }, { port: null }, { port: undefined }, { path: '' }, { path: 5 }, { path: null }, { fd: -1 }, { fd: 'x' }, { host: '127.0.0.1' }, [], Symbol(), null, undefined]) t(`listen(${v(x)})`, () => l((s) => { s.listen(x); }));
t('listen({port:0,host:5})', () => l((s) => { s.listen({ port: 0, host: 5 }); }));
t("listen({port:0,backlog:'x'})", () => l((s) => { s.listen({ port: 0, backlog: 'x' }); }));
t('listen({port:0,backlog:-1})', () => l((s) => { s.listen({ port: 0, backlog: -1 }); }));
t('listen({port:0,backlog:1.5})', () => l((s) => { s.listen({ port: 0, backlog: 1.5 }); }));
t("listen(0,'127.0.0.1','x')", () => l((s) => { s.listen(0, '127.0.0.1', 'x'); }));
t("listen(0,5)", () => l((s) => { s.listen(0, 5); }));
t("listen({port:0,signal:1})", () => l((s) => { s.listen({ port: 0, signal: 1 }); }));
t("listen({port:0,reusePort:'x'})", () => l((s) => { s.listen({ port: 0, reusePort: 'x' }); }));
t("listen({port:0,ipv6Only:'x'})", () => l((s) => { s.listen({ port: 0, ipv6Only: 'x' }); }));
t("listen({path:'\\0abstract-nodenet',readableAll:true})", () => l((s) => { s.listen({ path: '\0abstract-nodenet', readableAll: true }); }));
t("listen({path:'p',readableAll:true,writableAll:true})", () => l((s) => { s.listen({ path: 'p', readableAll: true, writableAll: true }); return `mode=${(fs.statSync('p').mode & 0o777).toString(8)}`; }));

// socket.connect, synchronous part
for (const x of [-1, 65536, 1.5, NaN, Infinity, '', ' ', '65536', true, {}, { port: 1.5 }, { port: -1 }, { port: '' }, { port: null }, { port: true }, { port: {} }, { host: 'x' }, { path: '' }, { path: null }, { path: 5 }, { path: {} }, null, undefined, [], Symbol()]) t(`connect(${v(x)})`, () => q((s) => { s.connect(x); }));
t('connect()', () => q((s) => { s.connect(); }));
t('net.connect()', () => { net.connect().destroy(); });
t('net.connect({})', () => { net.connect({}).destroy(); });
for (const [label, o] of [
  ["localAddress:'bad'", { localAddress: 'bad' }],
  ['localAddress:5', { localAddress: 5 }],
  ["localAddress:''", { localAddress: '' }],
  ['localPort:-1', { localPort: -1 }],
  ['localPort:65536', { localPort: 65536 }],
  ['localPort:1.5', { localPort: 1.5 }],
  ["localPort:'x'", { localPort: 'x' }],
  ["localPort:'5'", { localPort: '5' }],
  ['lookup:1', { lookup: 1, host: 'localhost' }],
  ["lookup:'x'", { lookup: 'x', host: 'localhost' }],
  ['lookup:null', { lookup: null, host: 'localhost' }],
  ["lookup:1,host:'127.0.0.1'", { lookup: 1, host: '127.0.0.1' }],
  ["family:9,host:'localhost'", { family: 9, host: 'localhost' }],
  ["family:'x',host:'localhost'", { family: 'x', host: 'localhost' }],
  ["family:'IPv4',host:'localhost'", { family: 'IPv4', host: 'localhost' }],
  ["family:9,host:'127.0.0.1'", { family: 9, host: '127.0.0.1' }],
  ["hints:-1,host:'localhost'", { hints: -1, host: 'localhost' }],
  ["hints:1,host:'localhost'", { hints: 1, host: 'localhost' }],
  ["hints:'x',host:'localhost'", { hints: 'x', host: 'localhost' }],
  ['host:5', { host: 5 }],
  ['host:{}', { host: {} }],
  ['host:true', { host: true }],
  ["host:''", { host: '' }],
  ["autoSelectFamily:'x'", { autoSelectFamily: 'x' }],
  ['autoSelectFamily:1', { autoSelectFamily: 1 }],
  ['autoSelectFamily:null', { autoSelectFamily: null }],
  ['autoSelectFamilyAttemptTimeout:-1', { autoSelectFamilyAttemptTimeout: -1 }],
  ['autoSelectFamilyAttemptTimeout:0', { autoSelectFamilyAttemptTimeout: 0 }],
  ['autoSelectFamilyAttemptTimeout:5', { autoSelectFamilyAttemptTimeout: 5 }],
  ["autoSelectFamilyAttemptTimeout:'x'", { autoSelectFamilyAttemptTimeout: 'x' }],
  ['autoSelectFamilyAttemptTimeout:1.5', { autoSelectFamilyAttemptTimeout: 1.5 }],
  ["autoSelectFamilyAttemptTimeout:-1,host:'127.0.0.1'", { autoSelectFamilyAttemptTimeout: -1, host: '127.0.0.1' }],
]) t(`connect({port:1,${label}})`, () => q((s) => { s.connect({ port: 1, ...o }); }));
t("connect(1,'127.0.0.1',5)", () => q((s) => { s.connect(1, '127.0.0.1', 5); }));

// socket.write and end
for (const x of [null, undefined, 5, {}, [], true, Symbol(), () => {}, new Uint8Array(2), new Uint16Array(2), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2)]) t(`write(${v(x)})`, () => q((s) => s.write(x)));
t("write('x','bad')", () => q((s) => s.write('x', 'bad')));
t("write('x',5)", () => q((s) => s.write('x', 5)));
t("write('x','utf8',5)", () => q((s) => s.write('x', 'utf8', 5)));
for (const x of [null, undefined, 5, {}]) t(`end(${v(x)})`, () => q((s) => { s.end(x); }));
t("end('x','bad')", () => q((s) => { s.end('x', 'bad'); }));
t("end('x','utf8',5)", () => q((s) => { s.end('x', 'utf8', 5); }));
for (const x of ['bad', 5, '', null, undefined, 'UTF8', 'utf-8', 'ucs2', 'binary', 'base64url', 'buffer']) t(`setEncoding(${v(x)})`, () => q((s) => { s.setEncoding(x); return `readableEncoding=${s.readableEncoding}`; }));
for (const x of ['bad', 5, '', 'latin1']) t(`setDefaultEncoding(${v(x)})`, () => q((s) => { s.setDefaultEncoding(x); }));

// events
t("on('data',null)", () => q((s) => { s.on('data', null); }));
t("on('data',undefined)", () => q((s) => { s.on('data'); }));
t("once('end',5)", () => q((s) => { s.once('end', 5); }));
t("server.on('connection',{})", () => l((s) => { s.on('connection', {}); }));
t("emit('error')", () => { const s = S(); s.emit('error'); });
t("emit('error','text')", () => { const s = S(); s.emit('error', 'text'); });

// read
for (const x of [-1, 0, 1.5, NaN, 'x', '3', Infinity, 2 ** 31, 1073741825, null]) t(`read(${v(x)})`, () => q((s) => s.read(x)));
for (const x of [null, undefined, 5, {}, '', 'x']) t(`unshift(${v(x)})`, () => q((s) => s.unshift(x)));
for (const x of [5, {}, undefined]) t(`push(${v(x)})`, () => q((s) => s.push(x)));

// constructors
for (const x of [-1, 'x', '5', 1.5, NaN, null, 0, Infinity, 2 ** 31]) t(`new Socket({highWaterMark:${v(x)}})`, () => { const s = S({ highWaterMark: x }); return `${s.readableHighWaterMark}/${s.writableHighWaterMark}`; });
for (const x of [-1, 'x', '5', 1.5, NaN, null, 0]) t(`createServer({highWaterMark:${v(x)}})`, () => `${net.createServer({ highWaterMark: x }).highWaterMark}`);
for (const x of [-1, 'x', '5', 1.5, NaN, null]) {
  t(`new Socket({keepAliveInitialDelay:${v(x)}})`, () => { S({ keepAliveInitialDelay: x }); });
  t(`createServer({keepAliveInitialDelay:${v(x)}})`, () => `${net.createServer({ keepAliveInitialDelay: x }).keepAliveInitialDelay}`);
}
for (const x of [5, 'x', null, undefined, true, Symbol(), []]) t(`createServer(${v(x)})`, () => { net.createServer(x); });
t('createServer({},5)', () => `${net.createServer({}, 5).listenerCount('connection')}`);
t('createServer({blockList:{}})', () => { net.createServer({ blockList: {} }); });
t('new Socket({blockList:{}})', () => { S({ blockList: {} }); });
t('new Socket({objectMode:true})', () => { S({ objectMode: true }); });
t('new Socket({readableObjectMode:true})', () => { S({ readableObjectMode: true }); });
t('new Socket({writableObjectMode:1})', () => { S({ writableObjectMode: 1 }); });
for (const x of [-1, 99999, 'x', 1.5, NaN, 2 ** 31, null]) t(`new Socket({fd:${v(x)}})`, () => { S({ fd: x }); });
t('new Socket(-1)', () => { S(-1); });
t("new Socket('x')", () => { S('x'); });
t('new Socket({signal:5})', () => { S({ signal: 5 }); });
t("new Socket({readable:false}).readable", () => S({ readable: false }).readable);
t("new Socket({writable:false}).writable", () => S({ writable: false }).writable);
for (const x of [-1, 256, 1.5, 'x', NaN, null, 255]) t(`new Socket({typeOfService:${v(x)}})`, () => { S({ typeOfService: x }); });
for (const x of [5, 'x', {}]) t(`new Socket({onread:${v(x)}})`, () => { S({ onread: x }); });

// socket options
for (const x of [[true, -1], [true, 'x'], [true, NaN], [true, Infinity], ['x', 5], [5], [null], [true, 1.5]]) t(`setKeepAlive(${x.map(v)})`, () => q((s) => { s.setKeepAlive(...x); }));
for (const x of ['x', 5, null, {}]) t(`setNoDelay(${v(x)})`, () => q((s) => { s.setNoDelay(x); }));
for (const x of [256, -1, 1.5, 'x', NaN, undefined, null, 255, 0]) t(`setTypeOfService(${v(x)})`, () => q((s) => { s.setTypeOfService(x); return s.getTypeOfService(); }));
t('getTypeOfService() before connect', () => q((s) => s.getTypeOfService()));
t('getTypeOfService() after destroy', () => { const s = S(); s.destroy(); return s.getTypeOfService(); });
t('setTypeOfService(5) after destroy', () => { const s = S(); s.destroy(); s.setTypeOfService(5); return s.getTypeOfService(); });
t('setNoDelay() after destroy', () => { const s = S(); s.destroy(); s.setNoDelay(); });
t('setKeepAlive(true) after destroy', () => { const s = S(); s.destroy(); s.setKeepAlive(true); });
t('ref() after destroy', () => { const s = S(); s.destroy(); s.ref(); });
t('address() after destroy', () => { const s = S(); s.destroy(); return JSON.stringify(s.address()); });
t('setDefaultEncoding after destroy', () => { const s = S(); s.destroy(); s.setDefaultEncoding('hex'); });
for (const x of [-1, 'x', NaN, null, undefined, 1.5, Infinity, {}]) t(`server.maxConnections=${v(x)}`, () => l((s) => { s.maxConnections = x; return `${v(s.maxConnections)}`; }));
t('server.getConnections()', () => { net.createServer().getConnections(); });
t("server.getConnections('x')", () => { net.createServer().getConnections('x'); });
t('server.close(5)', () => { net.createServer().close(5); });
t("server.close('x')", () => { net.createServer().close('x'); });
t('socket.destroy(5) errored', () => { const s = S(); s.on('error', (e) => log('destroy(5)', `error-event ${errText(e)}`)); s.destroy(5); return `${s.errored}`; });
t("socket.destroy('text') errored", () => { const s = S(); s.on('error', (e) => log("destroy('text')", `error-event ${errText(e)}`)); s.destroy('text'); return `${s.errored}`; });
t('socket.pipe(null)', () => { S().pipe(null); });
t('socket.uncork() without cork', () => q((s) => { s.uncork(); }));

// module functions
for (const x of ['', '1.2.3.4', '01.2.3.4', '1.2.3', '1.2.3.256', ' 1.2.3.4', '1.2.3.4 ', '::', '::1', '[::1]', '::ffff:1.2.3.4', 'fe80::1%eth0', 'fe80::1%', '1::2::3', ':::', '12345::', '1.2.3.4\n', '0x7f.1', '127.1', 5, null, undefined, {}, [], ['1.2.3.4'], true]) t(`isIP(${v(x)})`, () => net.isIP(x));
for (const x of ['1.2.3.4', '::1', null, { toString: () => '1.2.3.4' }]) t(`isIPv4(${v(x)})`, () => net.isIPv4(x));
for (const x of ['1.2.3.4', '::1', 'fe80::1%1', null]) t(`isIPv6(${v(x)})`, () => net.isIPv6(x));
for (const x of [0, -1, 1, 5, 9, 10, 11, 1.5, 'x', NaN, null, undefined, 2 ** 31, 2 ** 31 - 1]) t(`setDefaultAutoSelectFamilyAttemptTimeout(${v(x)})`, () => { net.setDefaultAutoSelectFamilyAttemptTimeout(x); return net.getDefaultAutoSelectFamilyAttemptTimeout(); });
net.setDefaultAutoSelectFamilyAttemptTimeout(500);
for (const x of [0, 1, 'x', null, undefined]) t(`setDefaultAutoSelectFamily(${v(x)})`, () => { net.setDefaultAutoSelectFamily(x); });
net.setDefaultAutoSelectFamily(true);

// net.BlockList
const bl = new net.BlockList();
t("BlockList.addAddress('x')", () => { bl.addAddress('x'); });
t('BlockList.addAddress(5)', () => { bl.addAddress(5); });
t("BlockList.addAddress('::1')", () => { bl.addAddress('::1'); });
t("BlockList.addAddress('1.1.1.1','ipv5')", () => { bl.addAddress('1.1.1.1', 'ipv5'); });
t("BlockList.addAddress('1.1.1.1','IPv4')", () => { bl.addAddress('1.1.1.1', 'IPv4'); });
t("BlockList.addAddress('1.1.1.1','ipv6')", () => { bl.addAddress('1.1.1.1', 'ipv6'); });
t("BlockList.addRange('1.1.1.5','1.1.1.1')", () => { bl.addRange('1.1.1.5', '1.1.1.1'); });
t("BlockList.addRange('1.1.1.1','x')", () => { bl.addRange('1.1.1.1', 'x'); });
t("BlockList.addRange('1.1.1.1',5)", () => { bl.addRange('1.1.1.1', 5); });
for (const x of [-1, 33, 1.5, 'x', undefined, 0, 32]) t(`BlockList.addSubnet('1.1.1.1',${v(x)})`, () => { new net.BlockList().addSubnet('1.1.1.1', x); });
for (const x of [-1, 129, 0, 128]) t(`BlockList.addSubnet('::1',${v(x)},'ipv6')`, () => { new net.BlockList().addSubnet('::1', x, 'ipv6'); });
t("BlockList.check('x')", () => bl.check('x'));
t('BlockList.check(5)', () => bl.check(5));
t("BlockList.check('1.1.1.1','x')", () => bl.check('1.1.1.1', 'x'));
t("BlockList.check('::1')", () => bl.check('::1'));

// net.SocketAddress (flowlabel 2 ** 20 and above, with family ipv6, makes Node abort)
for (const x of [5, 'x', null, { address: 'x' }, { address: 5 }, { address: '::1' }, { family: 'x' }, { family: 4 }, { family: 'IPv6' }, { family: 'ipv6' }, { port: -1 }, { port: 65536 }, { port: 'x' }, { port: '5' }, { flowlabel: -1, family: 'ipv6' }, { flowlabel: 2 ** 20 - 1, family: 'ipv6' }, { flowlabel: 1.5, family: 'ipv6' }, { flowlabel: 5 }, {}]) t(`new SocketAddress(${v(x)})`, () => { const a = new net.SocketAddress(x); return `${a.address} ${a.family} ${a.port} ${a.flowlabel}`; });
for (const x of ['1.2.3.4:80', '1.2.3.4', '1.2.3.4:81', '[::1]:80', '[::1]:443', '::1', '[::1]', 'x', '', '1.2.3.4:99999', '1.2.3.4:x', '01.2.3.4', 'localhost:80', 5, null]) t(`SocketAddress.parse(${v(x)})`, () => { const a = net.SocketAddress.parse(x); return a === undefined ? 'undefined' : `${a.address} ${a.family} ${a.port} ${a.flowlabel}`; });

// by 'error' event
(async () => {
  await later('listen({fd:99999})', () => net.createServer().listen({ fd: 99999 }));
  await later("listen(0,'not a host')", () => net.createServer().listen(0, 'not a host'));
  await later("listen({port:0,host:'127.0.0.1',ipv6Only:true})", () => net.createServer().listen({ port: 0, host: '127.0.0.1', ipv6Only: true }));
  await later("listen({port:0,host:'::1',reusePort:true})", () => net.createServer().listen({ port: 0, host: '::1', reusePort: true }));
  await later("connect({port:1,host:'127.0.0.1',localAddress:'::1'})", () => net.connect({ port: 1, host: '127.0.0.1', localAddress: '::1' }));
  await later("connect({port:1,host:'::1',localAddress:'127.0.0.1'})", () => net.connect({ port: 1, host: '::1', localAddress: '127.0.0.1' }));
  await later("connect({port:1,localPort:-1})", () => net.connect({ port: 1, host: '127.0.0.1', localPort: -1 }));
  await later("connect({port:1,localPort:65536})", () => net.connect({ port: 1, host: '127.0.0.1', localPort: 65536 }));
  await later("connect({port:1,localAddress:''})", () => net.connect({ port: 1, host: '127.0.0.1', localAddress: '' }));
  await later("connect({port:1,host:''})", () => net.connect({ port: 1, host: '' }));
  await later("connect({path:''})", () => net.connect({ path: '' }));
  await later("connect({port:0,host:'127.0.0.1'})", () => net.connect({ port: 0, host: '127.0.0.1' }));
  await later("connect({port:1,host:'127.1'})", () => net.connect({ port: 1, host: '127.1' }));
  await later("connect({port:1,host:'255.255.255.255'})", () => net.connect({ port: 1, host: '255.255.255.255' }));
  await later("connect({port:1,host:'not a host'})", () => net.connect({ port: 1, host: 'not a host' }));
  await later("connect({port:1,host:'0.0.0.0'})", () => net.connect({ port: 1, host: '0.0.0.0' }));
})();
