// What a program with --permission may do, and the errors for what it may not. It may
// read all of its own directory, and write to the directory "allowed" there.
const fs = require('fs'), net = require('net'), dns = require('dns'), path = require('path');
const lines = [];
const say = (...words) => lines.push(words.map((w) => String(w).replaceAll(__dirname, '<dir>')).join(' '));
const about = (e) => [e.name, e.code, e.message, e.permission, e.resource].join(' | ');
const attempt = (name, f) => { try { const r = f(); say(name, 'ok', typeof r === 'object' ? '' : r) } catch (e) { say(name, e.code === 'ERR_ACCESS_DENIED' ? about(e) : e.code) } };
const inside = (name) => path.join(__dirname, name), none = inside('allowed/none/x');

say(process.permission.has('fs.read'), process.permission.has('fs.write'), process.permission.has('net'), process.permission.has('child'), process.permission.has('worker'), process.permission.has('no'));
for (const p of ['/', '/etc/passwd', __dirname, __filename, inside('none'), 'main.js', './allowed/../main.js', inside('allowed'), inside('allowed/x'), inside('allowed/../x'), inside('allowedx'), '../x', '']) {
  say('has', p, process.permission.has('fs.read', p), process.permission.has('fs.write', p));
}
attempt('has', () => process.permission.has());
attempt('has', () => process.permission.has('fs.read', 1));
attempt('property', () => JSON.stringify(Object.getOwnPropertyDescriptor(process, 'permission')));

const file = inside('allowed/file'), outside = '/etc/passwd';
attempt('write', () => fs.writeFileSync(file, 'text'));
attempt('append', () => fs.appendFileSync(file, ' and more'));
attempt('read', () => fs.readFileSync(file, 'utf8'));
attempt('link', () => fs.linkSync(file, file + '2'));
attempt('rename', () => fs.renameSync(file + '2', file + '3'));
attempt('copy', () => fs.copyFileSync(file + '3', file + '4'));
for (const name of ['3', '4']) attempt('unlink', () => fs.unlinkSync(file + name));
for (const [name, f] of Object.entries({
  readFileSync: () => fs.readFileSync(outside), url: () => fs.readFileSync(new URL('file://' + outside)), bytes: () => fs.readFileSync(Buffer.from(outside)),
  dots: () => fs.readFileSync(inside('../../../../../../../../../../etc/passwd')), relative: () => fs.readFileSync('../../../../../../../../etc/passwd'),
  statSync: () => fs.statSync(outside), existsSync: () => fs.existsSync(outside), accessSync: () => fs.accessSync(outside),
  readdirSync: () => fs.readdirSync('/etc'), readlinkSync: () => fs.readlinkSync(outside), native: () => fs.realpathSync.native(outside),
  open: () => fs.openSync(outside), openW: () => fs.openSync(inside('new'), 'w'), openA: () => fs.openSync(inside('new'), 'a'), openRW: () => fs.openSync(inside('new'), 'r+'),
  flag: () => fs.readFileSync(inside('new'), { flag: 'w+' }), write: () => fs.writeFileSync(inside('new'), ''), append: () => fs.appendFileSync(inside('new'), ''),
  mkdir: () => fs.mkdirSync(inside('new')), mkdirs: () => fs.mkdirSync(inside('new/a'), { recursive: true }), rmdir: () => fs.rmdirSync(inside('new')), unlink: () => fs.unlinkSync(inside('new')),
  mkdtemp: () => fs.mkdtempSync(inside('new')), chmod: () => fs.chmodSync(__filename, 0o600), chown: () => fs.chownSync(__filename, 0, 0), utimes: () => fs.utimesSync(__filename, 1, 1), lutimes: () => fs.lutimesSync(__filename, 1, 1),
  truncate: () => fs.truncateSync(__filename), rename: () => fs.renameSync(__filename, none), renameTo: () => fs.renameSync(file, inside('new')), copyFrom: () => fs.copyFileSync(outside, none), copyTo: () => fs.copyFileSync(__filename, inside('new')),
  linkFrom: () => fs.linkSync(outside, none), linkTo: () => fs.linkSync(file, inside('new')), cpTo: () => fs.cpSync(__filename, inside('new')), rm: () => fs.rmSync(__filename),
  symlink: () => fs.symlinkSync(file, none), fchmod: () => fs.fchmodSync(1, 0o600), fchown: () => fs.fchownSync(1, 0, 0), fsync: () => fs.fsyncSync(1), fdatasync: () => fs.fdatasyncSync(1), futimes: () => fs.futimesSync(1, 1, 1),
  chdir: () => process.chdir('/'), execve: () => process.execve('/bin/true', ['true']), openAsBlob: () => fs.openAsBlobSync(outside), loadEnvFile: () => process.loadEnvFile('/etc/environment'), requireIn: () => require('./allowed.js'), requireOut: () => require(outside),
  spawnSync: () => require('child_process').spawnSync('true'), spawn: () => require('child_process').spawn('true'), execSync: () => require('child_process').execSync('true'),
  openEmpty: () => fs.openSync(__filename, fs.constants.O_TRUNC), openMake: () => fs.openSync(inside('new'), fs.constants.O_CREAT), openAppend: () => fs.openSync(__filename, fs.constants.O_APPEND), rmAll: () => fs.rmSync('/etc/x', { recursive: true, force: true }),
  binding: () => process.binding('fs'), linked: () => process._linkedBinding('fs'), dlopen: () => process.dlopen({ exports: {} }, inside('x.node')), addon: () => require('./addon.node'),
  Worker: () => new (require('worker_threads').Worker)('1', { eval: true }), bound: () => new net.BoundSocket({ host: '127.0.0.1' }),
  listenPath: () => net.createServer().listen(inside('allowed/socket')), kill: () => process.kill(process.pid, 0),
})) attempt(name, f);
fs.unlinkSync(file);

const later = [];
const event = (name, begin) => later.push([name, begin]);
event('callback', (done) => fs.readFile(outside, done));
event('promise', (done) => fs.promises.readFile(outside).catch(done));
event('FileHandle', (done) => fs.promises.open(outside).catch(done));
event('symlink', (done) => fs.promises.symlink(file, none).catch(done));
for (const at of [outside, __filename]) {
  event('realpath', (done) => fs.realpath(at, (e) => done(e ?? { name: 'none' })));
  event('realpath promise', (done) => fs.promises.realpath(at).then(() => done({ name: 'none' }), done));
}
for (const [name, ...args] of [['readlink'], ['chmod', 0o600], ['utimes', 1, 1], ['lutimes', 1, 1], ['mkdir'], ['rmdir'], ['unlink'], ['stat'], ['chown', 0, 0], ['truncate', 0], ['open', fs.constants.O_CREAT]]) {
  event(name + ' with a callback', (done) => { try { fs[name](outside, ...args, (e) => done(e, 'told')) } catch (e) { done(e, 'thrown') } });
}
for (const [name, ...args] of [['opendir'], ['statfs'], ['readdir'], ['access'], ['lstat'], ['copyFile', none], ['link', none], ['rename', none], ['symlink', none], ['appendFile', ''], ['writeFile', ''], ['lchown', 0, 0], ['rm'], ['mkdtemp']]) {
  if (fs[name + 'Sync']) attempt(name + 'Sync', () => fs[name + 'Sync'](outside, ...args));
  event(name, (done) => { try { fs[name](outside, ...args, (e) => done(e, 'told')) } catch (e) { done(e, 'thrown') } });
  event(name + ' promise', (done) => fs.promises[name](outside, ...args).then(() => done({ name: 'done' }), done));
}
attempt('globSync', () => fs.globSync('/etc/pass*').join());
attempt('watch', () => fs.watch('/etc'));
attempt('watchFile', () => fs.watchFile(outside, () => {}));
fs.unwatchFile(outside);
event('glob', (done) => fs.glob('/etc/pass*', (e, found) => done(e ?? { name: found.join() })));
event('watch promise', (done) => fs.promises.watch('/etc').next().then(() => done({ name: 'done' }), done));
attempt('openAsBlob', () => fs.openAsBlob(outside));
for (const [from, to] of [[outside, none], [__filename, outside], [__filename, inside('new')]]) {
  attempt('cpSync', () => fs.cpSync(from, to));
  event('cp', (done) => fs.cp(from, to, done));
  event('cp promise', (done) => fs.promises.cp(from, to).then(() => done({ name: 'done' }), done));
}
event('cp of a link', (done) => fs.promises.cp(inside('links'), inside('allowed/links'), { recursive: true }).then(() => done({ name: 'done' }), done));
event('cp of what it leads to', (done) => fs.promises.cp(inside('links'), inside('allowed/links'), { recursive: true, dereference: true }).then(() => done({ name: fs.lstatSync(inside('allowed/links/link')).isFile() }), done));
event('exists', (done) => fs.exists(outside, (there) => done({ name: there })));
event('stream', (done) => fs.createReadStream(outside).on('error', done));
event('import', (done) => import(outside).catch(done));
event('connect', (done) => net.connect(1, '127.0.0.1').on('error', (e) => done(e, e.errno.code, e.errno.permission, e.errno.resource, e.syscall, e.address, e.port)));
event('path', (done) => net.connect(inside('allowed/socket')).on('error', (e) => done(e, e.errno.resource, e.syscall, e.address, e.port)));
event('name', (done) => net.connect(1, 'localhost').on('error', (e) => done(e, e.errno, e.syscall, e.hostname)));
event('lookup', (done) => dns.lookup('localhost', (e) => done(e, e.errno, e.syscall, e.hostname)));
event('address', (done) => dns.lookup('127.0.0.1', (e, address) => done({ name: address })));
event('resolve', (done) => dns.resolve4('localhost', (e) => done(e, e.syscall, e.hostname)));
event('service', (done) => dns.lookupService('127.0.0.1', 80, (e) => done(e, e.syscall, e.hostname)));
event('listen', (done) => { process.once('uncaughtException', (e) => done(e)); net.createServer().listen(0, '127.0.0.1') });
(async () => {
  for (const [name, begin] of later) await new Promise((resolve) => begin((e, ...more) => { say(name, about(e), ...more); resolve() }));
  attempt('drop', () => process.permission.drop('fs.read', 'allowed'));
  attempt('drop', () => process.permission.drop('fs.write', inside('allowed/x')));
  say(process.permission.has('fs.write', inside('allowed')), process.permission.has('fs.write', inside('allowed/x')));
  fs.rmSync(inside('allowed/links'), { recursive: true, force: true });
  attempt('drop', () => process.permission.drop('fs.write', inside('allowed/')));
  say(process.permission.has('fs.write', inside('allowed')), process.permission.has('fs.write', inside('allowed/x')));
  attempt('drop', () => process.permission.drop('fs.read'));
  say(process.permission.has('fs.read', __filename));
  console.log(lines.join('\n'));
})();
