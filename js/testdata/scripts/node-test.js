// A file of tests for node:test, and what its reporter prints.
if (process.argv[2] !== 'tests') {
  const { spawnSync } = require('child_process');
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, ...(process.versions.nodenet ? ['run'] : []), __filename, 'tests'], { encoding: 'utf8' });
  console.log('status', status);
  console.log(stdout.split('\n').filter((line) => !/^\s+at /.test(line)).map((line) => line.replace(/\(\d+(\.\d+)?ms\)/, '(ms)').replace(/duration_ms .*/, 'duration_ms')
    .replace(/^test at .*[\\/]/, 'test at ')).join('\n'));
  return;
}
const test = require('node:test'); const assert = require('assert');
const { describe, it, before, after, beforeEach, afterEach, mock } = test;
test('sync ok', () => { assert.ok(1) });
test('sync bad', () => { assert.strictEqual(1, 2) });
test('async ok', async (t) => { await 1; t.diagnostic('hello diag') });
test('cb', (t, done) => { setImmediate(done) });
test('cb bad', (t, done) => { setImmediate(done, new Error('cb')) });
test('sub', async (t) => { await t.test('inner', () => {}); await t.test('inner bad', () => { throw new Error('x') }) });
test('skipped', { skip: true }, () => {});
test('skip msg', { skip: 'because' }, () => {});
test('todo', { todo: true }, () => { throw new Error('todo fails') });
test('dyn skip', (t) => { t.skip('dyn') });
test('dyn todo', (t) => { t.todo('dyn todo') });
test.skip('s2', () => {}); test.todo('t2'); 
test(function named() {});
test(() => {});
test('timeout', { timeout: 20 }, async () => { await new Promise((r) => setTimeout(r, 100)) });
test('plan', (t) => { t.plan(2); t.assert.ok(true); });
describe('suite', () => {
  before(() => console.log('before')); after(() => console.log('after')); beforeEach(() => console.log('beforeEach')); afterEach(() => console.log('afterEach'));
  it('one', () => { console.log('one') }); it('two', async () => { console.log('two') });
  describe('nested', () => { it('deep', () => { assert.deepStrictEqual({ a: 1 }, { a: 2 }) }) });
});
test('mock', (t) => { const f = t.mock.fn((a) => a + 1); f(1); assert.strictEqual(f.mock.callCount(), 1); console.log(f.mock.calls[0].arguments, f.mock.calls[0].result); });
describe('hooks', () => {
  const log = [];
  before(() => log.push('before')); beforeEach(() => log.push('each')); afterEach(() => log.push('after each'));
  after(() => console.log(log.join()));
  describe('inner', () => {
    beforeEach(() => log.push('inner each')); afterEach(() => log.push('inner after each'));
    it('a', () => log.push('a')); it('b', () => log.push('b'));
  });
  it('c', async (t) => {
    t.beforeEach(() => log.push('t each')); t.after(() => log.push('t after'));
    await t.test('d', (t) => { log.push('d'); assert.strictEqual(t.name, 'd'); assert.strictEqual(t.fullName, 'hooks > c > d'); });
  });
});
describe('a hook that fails', () => { before(() => { throw new Error('before') }); it('is not run', () => console.log('run')); });
describe('a suite that fails', () => { throw new Error('suite') });
describe('one after the other', { concurrency: 2 }, () => {
  it('slow', () => new Promise((resolve) => setTimeout(resolve, 50)));
  it('fast', () => console.log('fast'));
});
test('methods', (t) => {
  const o = { x: 2, twice(n) { return n * this.x }, get y() { return 5 } };
  const m = t.mock.method(o, 'twice', function (n) { return -n });
  assert.strictEqual(o.twice(4), -4);
  m.mock.mockImplementationOnce(() => 'once');
  console.log(o.twice(1), o.twice(1), m.mock.callCount(), m.mock.calls[0].this === o);
  m.mock.restore();
  console.log(o.twice(4));
  const y = t.mock.getter(o, 'y', () => 6);
  console.log(o.y, y.mock.callCount());
  t.mock.restoreAll();
  console.log(o.y);
  const f = mock.fn(() => { throw new Error('f') }, { times: 1 });
  assert.throws(f);
  console.log(f.mock.calls[0].error.message);
});
test('time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1000 });
  const log = [];
  setTimeout(() => log.push('timeout', Date.now()), 100);
  const i = setInterval(() => log.push('interval'), 40);
  t.mock.timers.tick(90);
  clearInterval(i);
  t.mock.timers.tick(90);
  console.log(log, Date.now(), new Date().toISOString());
  t.mock.timers.reset();
  console.log(Date.now() > 1e12);
});
test('plan', (t) => { t.plan(2); t.assert.ok(1); t.assert.deepStrictEqual([1], [1]); });
test('wrong', (t) => {
  for (const f of [() => t.plan('x'), () => t.mock.fn(5), () => t.mock.method({}, 'x'), () => t.after(5), () => t.mock.timers.tick(1), () => t.runOnly(1)]) {
    try { f(); console.log('nothing') } catch (err) { console.log(err.code, err.message) }
  }
});
