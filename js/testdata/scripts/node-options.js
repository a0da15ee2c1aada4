// Flags that change what a program does, as arguments and in NODE_OPTIONS.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'options-'));
const file = path.join(dir, 'script.js');
fs.writeFileSync(file, `
  process.on('warning', (w) => console.log('event', w.message));
  process.emitWarning('plain');
  process.emitWarning('old', 'DeprecationWarning', 'DEP1');
  process.emitWarning('own', 'Own', 'OWN1');
  console.log(process.noDeprecation, process.throwDeprecation, process.traceDeprecation, Error.stackTraceLimit);
  const what = process.argv[2];
  setTimeout(() => {
    if (what === 'exit') process.exit(3);
    if (what === 'throw') throw Object.assign(new Error('thrown'), { stack: 'Error: thrown\\n    at here' });
  });`);

const show = (text) => text.replaceAll(dir, '<dir>').split('\n')
  .map((line) => line.replace(/^\((?:node|nodenet):\d+\)/, '(PID)').replace(/^\S*(?:node|nodenet): /, 'node: '))
  .filter((line) => line && !/^ +at |^ *\^|^Node\.js|emitWarning\(|throw Object/.test(line)).join(' | ');
function run(flags, args = [], env = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '', ...env } });
  return `${status} ${signal} ${show(stdout)} # ${show(stderr)}`;
}
for (const [flag, what] of [['--no-warnings'], ['--no-deprecation'], ['--trace-deprecation'], ['--trace-warnings'], ['--disable-warning=DEP1'],
  ['--disable_warning=OWN1'], ['--stack-trace-limit=3'], ['--trace-exit', 'exit'], ['--trace-exit', 'throw'], ['--trace-exit'], ['--trace-uncaught', 'throw'], ['--zero-fill-buffers']]) {
  const given = run([flag], [what]);
  console.log(flag, what, given);
  const fromEnvironment = run([], [what], { NODE_OPTIONS: flag });
  if (fromEnvironment !== given) console.log('NODE_OPTIONS', flag, what, fromEnvironment);
}
console.log('both', run(['--disable-warning=DEP1', '--disable-warning', 'Own'], [], { NODE_OPTIONS: '--disable-warning=Warning' }));
console.log('off again', run(['--no-trace-exit'], ['exit'], { NODE_OPTIONS: '--trace-exit' }));
const into = path.join(dir, 'warnings');
console.log('redirected', run([`--redirect-warnings=${into}`]), show(fs.readFileSync(into, 'utf8')).split(' | ').sort().join(' | ')); // they are written at once
console.log('redirected again', run([], [], { NODE_REDIRECT_WARNINGS: into }), fs.readFileSync(into, 'utf8').match(/plain/g).length);
console.log('nowhere', run([`--redirect-warnings=${dir}/no/file`]));
const preload = path.join(dir, 'preload.js');
fs.writeFileSync(preload, 'console.log("preloaded")');
console.log('preload', run([], [], { NODE_OPTIONS: `--require "${preload}" -r ${preload}` }));
for (const options of ['--foo', '--eval=1', '--check', '-e 1', '--version', '--env-file=x', '--hash-seed=1', '--test', 'word', '--stack-trace-limit', '"--foo', '--trace-uncaught word', '--unhandled-rejections=x'])
  console.log(options, run([], [], { NODE_OPTIONS: options }));

const evaluate = (flags, code) => {
  const { status, signal, stdout } = spawnSync(process.execPath, [...flags, '-e', code], { encoding: 'utf8' });
  return `${status} ${signal} ${stdout}`;
};
const proto = `try { console.log(({}).__proto__ === undefined) } catch (e) { console.log(e.code, e.message) }
  try { ({}).__proto__ = null; console.log('set') } catch (e) { console.log(e.code) }
  console.log(({ __proto__: null }) instanceof Object, typeof Object.getOwnPropertyDescriptor(Object.prototype, '__proto__'))`;
for (const mode of ['throw', 'delete']) console.log('proto', mode, evaluate([`--disable-proto=${mode}`], proto));
for (const code of ['throw 1', 'process.on("uncaughtException", () => console.log("caught")); throw 1', 'setTimeout(() => { throw 1 })', 'Promise.reject(1)',
  'process.setUncaughtExceptionCaptureCallback(() => console.log("captured")); throw 1', 'process.on("unhandledRejection", () => console.log("told")); Promise.reject(1)',
  'process.on("exit", () => { throw 1 })', 'try { throw 1 } catch {}']) console.log('abort', code, evaluate(['--abort-on-uncaught-exception'], code));
for (const mode of ['strict', 'warn', 'none', 'throw', 'warn-with-error-code', 'warn-with-error-codes', ''])
  console.log('rejections', mode, evaluate([`--unhandled-rejections=${mode}`], `process.on('exit', (code) => console.log('exit', code)); Promise.reject(new Error('a'))`));
fs.rmSync(dir, { recursive: true });
