// An error that nobody caught is shown as util.inspect shows it, deeper and without its own say.
const { spawnSync } = require('child_process'), fs = require('fs'), os = require('os'), path = require('path');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'nodenet-'));
const file = path.join(directory, 'script.js');
process.on('exit', () => fs.rmSync(directory, { recursive: true }));
const run = (code) => {
  fs.writeFileSync(file, code);
  const { status, stderr } = spawnSync(process.execPath, process.execArgv.concat(file), { encoding: 'utf8' });
  const from = stderr.indexOf('\n\n') + 2;
  console.log(code, status);
  console.log(stderr.slice(from).split('\n').filter((line) => line && !/^ +(at|\.\.\. \d) |^Node|^[^ ]+:\d+$/.test(line)).map((line) => line.replace(/^( +)at .* \{$/, '$1at {')).join('\n'));
};

run(`throw new AggregateError([new RangeError('a'), 5], 'all')`);
run(`require('net').connect({ port: 1, host: 'x', lookup: (h, o, done) => done(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.1', family: 4 }]) })`);
run(`throw Object.assign(new Error('m'), { code: 'X', [Symbol('s')]: 1, deep: { a: { b: { c: { d: { e: { f: 1 } } } } } } })`);
run(`const error = new Error('m'); error.self = error; throw error`);
run(`throw Object.assign(new Error('m'), { list: Array.from({ length: 30 }, (_, i) => i), text: 'a\\nb' })`);
run(`throw Object.assign(new Error('m'), { [Symbol.for('nodejs.util.inspect.custom')]: () => 'custom' })`);
run(`throw new (class Own extends TypeError { get name() { return 'Other' } })('m')`);
run(`throw Object.assign(new Error('m'), { stack: 'a stack of its own' })`);
run(`new (class E extends require('events') {})().emit('error', new Error('m', { cause: new Error('c', { cause: 'd' }) }))`);
run(`require('util').inspect.defaultOptions.depth = 0; throw Object.assign(new Error('m'), { a: { b: { c: { d: { e: {} } } } } })`);
run(`Promise.reject(5)`);
run(`Promise.reject({ a: 1 })`);
run(`Promise.reject(new AggregateError([1]))`);
