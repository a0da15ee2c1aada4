'use strict';
// The tree of tests: when each runs, with which hooks, and what becomes of it.
const { AsyncLocalStorage } = require('async_hooks');
const { getCallSites } = require('util');
const { report, summary } = native.part('report');
const { MockTracker, assertions } = native.part('mock');

const current = new AsyncLocalStorage();
const cancelled = new Set(['cancelledByParent', 'testAborted', 'testTimeoutFailure']);

// failure is why a test has failed: an error of its own, or of the thing that was thrown.
function failure(cause, type) {
  if (cause instanceof Error && cause.code === 'ERR_TEST_FAILURE') return cause;
  const err = new Error(typeof cause === 'string' ? cause : String(cause?.message ?? cause));
  err.code = 'ERR_TEST_FAILURE';
  err.failureType = type;
  err.cause = cause;
  return err;
}

const { invalidArgType } = native;

// caller is where a test stands.
function caller() {
  const site = getCallSites(20).find(({ scriptName }) => scriptName && !scriptName.startsWith('node:'));
  if (!site) return null;
  const file = site.scriptName.startsWith('file:') ? require('url').fileURLToPath(site.scriptName) : site.scriptName;
  return { file, line: site.lineNumber, column: site.columnNumber };
}

function checkTimeout(timeout) {
  if (timeout == null || timeout === Infinity) return undefined;
  native.validateNumber(timeout, 'options.timeout');
  return timeout;
}

function concurrencyOf(value, inherited) {
  switch (typeof value) {
    case 'undefined': return inherited;
    case 'boolean': return value ? Infinity : 1;
    case 'number': native.validateUint32(value, 'options.concurrency'); return value;
  }
  throw invalidArgType('options.concurrency', value, ['boolean', 'number']);
}

function withSignal(signal, f) {
  if (signal === undefined) return;
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) throw invalidArgType('options.signal', signal, 'AbortSignal');
  if (signal.aborted) f();
  else signal.addEventListener('abort', f, { once: true });
}

class Test {
  constructor(parent, name, options, fn, location) {
    this.parent = parent;
    this.options = options;
    this.location = location;
    this.nesting = parent ? parent.nesting + 1 : -1;
    this.timeout = checkTimeout(options.timeout);
    this.concurrency = concurrencyOf(options.concurrency, this.inheritedConcurrency());
    this.fn = typeof fn === 'function' ? fn : () => {};
    this.name = typeof name === 'string' ? name : this.fn.name || '<anonymous>';
    this.skipped = options.skip !== undefined && options.skip !== false;
    this.todo = options.todo !== undefined && options.todo !== false;
    this.message = [options.skip, options.todo].find((m) => typeof m === 'string') ?? null;
    this.expectsFailure = options.expectFailure !== undefined && options.expectFailure !== false;
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.children = [];
    this.pending = [];
    this.active = 0;
    this.shown = 0; // how many children have been reported
    this.lines = []; // of the report, until it is this one's turn
    this.notes = [];
    this.error = null;
    this.state = 'waiting'; // running, done
    this.controller = new AbortController();
    this.done = new Promise((resolve) => { this.resolve = resolve; });
    if (parent) parent.children.push(this);
    withSignal(options.signal, () => this.abort());
  }

  inheritedConcurrency() { return 1; }

  get fullName() { return this.parent?.parent ? this.parent.fullName + ' > ' + this.name : this.name; }

  // add makes a test within this one, and starts it when its turn has come.
  add(Class, name, options, fn, location) {
    if (typeof name === 'function') fn = name;
    else if (name !== null && typeof name === 'object') { fn = options; options = name; }
    else if (typeof options === 'function') fn = options;
    if (options === null || typeof options !== 'object') options = {};
    const test = new Class(this, name, options, fn, location);
    if (this.state === 'done') {
      test.finish(failure('test could not be started because its parent finished', 'parentAlreadyFinished'));
      return test.done;
    }
    if (this.plan && this.plan.counts) this.plan.actual++;
    test.collect();
    if (this.startable() && this.active < this.concurrency) this.start(test);
    else this.pending.push(test);
    return test.done;
  }

  collect() {}
  startable() { return true; }

  start(test) {
    this.active++;
    test.run().then(() => {
      this.active--;
      this.next();
    });
  }

  next() {
    while (this.pending.length > 0 && this.active < this.concurrency) this.start(this.pending.shift());
    if (this.active === 0 && this.pending.length === 0) this.idle?.();
  }

  // settled waits until no test within this one is left.
  settled() {
    if (this.active === 0 && this.pending.length === 0) return undefined;
    return new Promise((resolve) => { this.idle = resolve; });
  }

  // beforeAll runs the hooks that come before the first test within this one.
  beforeAll() { return this.begun ??= this.runHooks('before', this.context()); }

  async runHooks(kind, context) {
    for (const hook of this.hooks[kind]) {
      try {
        await limited(this, hook.timeout, hook.signal, () => call(hook.fn, context));
      } catch (err) {
        throw failure(err, err?.failureType ?? 'hookFailed');
      }
    }
  }

  async eachOf(kind) {
    const chain = [];
    for (let p = this.parent; p; p = p.parent) chain.push(p);
    if (kind === 'beforeEach') chain.reverse();
    for (const p of chain) await p.runHooks(kind, this.context());
  }

  context() { return this.ctx ??= new TestContext(this); }

  async run() {
    this.state = 'running';
    try {
      if (!this.skipped) {
        try {
          await this.parent.beforeAll();
        } catch (err) {
          return this.finish(err);
        }
      }
      this.began = process.hrtime.bigint();
      if (this.error !== null || this.skipped) return this.finish(this.error);
      await this.body();
      this.finish(this.error);
    } catch (err) {
      this.finish(failure(err, err?.failureType ?? 'testCodeFailure'));
    }
  }

  async body() {
    let thrown;
    try {
      await this.eachOf('beforeEach');
      await limited(this, this.timeout, undefined, () => current.run(this, () => call(this.fn, this.context(), this.fn.length > 1)));
      const late = this.settled();
      if (late) await limited(this, this.timeout, undefined, () => late);
      await this.plan?.check();
    } catch (err) {
      thrown = failure(err, err?.failureType ?? 'testCodeFailure');
      await this.settled();
    }
    this.error ??= thrown ?? null;
    for (const kind of ['afterEach', 'after']) {
      try {
        await (kind === 'after' ? this.runHooks('after', this.context()) : this.eachOf('afterEach'));
      } catch (err) {
        this.error ??= failure(err, 'hookFailed');
      }
    }
    this.mock?.reset();
    this.checkChildren();
  }

  // fail is an error that nobody has caught while this ran.
  fail(err, type) {
    this.error ??= failure(err, type);
    this.interrupt?.(this.error);
  }

  abort() { this.fail('The test was aborted', 'testAborted'); }

  checkChildren() {
    const failed = this.children.filter((t) => t.fails()).length;
    if (failed > 0) this.error ??= failure(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed');
  }

  fails() { return this.error !== null && !this.todo; }

  finish(error) {
    if (this.state === 'done') return;
    if (this.expectsFailure && !this.skipped && !cancelled.has(error?.failureType)) {
      error = error ? null : failure('test was expected to fail but passed', 'expectedFailure');
    }
    this.error = error;
    this.state = 'done';
    if (this.began !== undefined) this.took = Number(process.hrtime.bigint() - this.began) / 1e6;
    this.controller.abort();
    for (const t of this.pending.splice(0)) t.finish(failure('test did not finish before its parent and was cancelled', 'cancelledByParent'));
    report(this);
    this.resolve();
  }

  // outcome is the line of the summary that this counts for.
  outcome() {
    if (this.skipped) return 'skipped';
    if (this.todo) return 'todo';
    if (this.error === null) return 'pass';
    return cancelled.has(this.error.failureType) ? 'cancelled' : 'fail';
  }
}

class Suite extends Test {
  inheritedConcurrency() { return this.parent?.concurrency ?? 1; }
  startable() { return this.state === 'running'; }

  // collect calls the suite's function, which says what tests there are.
  collect() {
    if (this.skipped) return;
    try {
      const result = current.run(this, () => this.fn(this.suiteContext()));
      if (typeof result?.then === 'function') this.collected = result.then(undefined, (err) => { this.error ??= failure(err, 'testCodeFailure'); });
    } catch (err) {
      this.error = failure(err, 'testCodeFailure');
    }
  }

  suiteContext() { return this.ctx ??= new SuiteContext(this); }
  context() { return this.suiteContext(); }

  async body() {
    await this.collected;
    if (this.error === null) {
      try {
        await this.beforeAll();
        this.next();
        const all = this.settled();
        if (all) await limited(this, this.timeout, undefined, () => all);
      } catch (err) {
        this.error ??= failure(err, 'hookFailed');
        for (const t of this.pending.splice(0)) t.finish(failure('test did not finish before its parent and was cancelled', 'cancelledByParent'));
      }
    }
    try {
      await this.runHooks('after', this.suiteContext());
    } catch (err) {
      this.error ??= failure(err, 'hookFailed');
    }
    this.checkChildren();
  }
}

class Root extends Test {
  constructor() {
    super(null, '<root>', {}, undefined, null);
    this.state = 'running';
    this.began = process.hrtime.bigint();
    this.open = false;
  }

  // The first test begins once the script that adds them has been run.
  startable() {
    if (!this.open && !this.opening) {
      this.opening = true;
      setImmediate(() => { this.open = true; this.next(); });
    }
    return this.open;
  }

  async end(why) {
    if (this.state === 'done') return;
    for (const t of walk(this)) {
      if (t !== this && t.state !== 'done') {
        t.error ??= failure(why, 'cancelledByParent');
        t.finish(t.error);
      }
    }
    this.state = 'done';
    this.checkChildren();
    if (this.error !== null) process.exitCode = 1;
    summary(this, walk(this));
    await this.runHooks('after', this.context()).catch((err) => { process.exitCode = 1; console.error(err); });
  }
}

function walk(test, all = []) {
  for (const t of test.children) walk(t, all);
  all.push(test);
  return all;
}

// call calls a function that ends by a promise or by a callback.
function call(fn, context, callback = fn.length > 1) {
  if (!callback) return fn.call(context, context);
  return new Promise((resolve, reject) => {
    let called = false;
    const result = fn.call(context, context, (err) => {
      if (called) return void current.getStore()?.fail('callback invoked multiple times', 'multipleCallbackInvocations');
      called = true;
      if (err) reject(err);
      else resolve();
    });
    if (typeof result?.then === 'function') reject(failure('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
  });
}

// limited waits for what f does, for as long as it may last.
async function limited(test, timeout, signal, f) {
  let timer;
  const end = new Promise((_, reject) => {
    test.interrupt = reject;
    if (timeout !== undefined) {
      timer = setTimeout(() => reject(failure(`test timed out after ${timeout}ms`, 'testTimeoutFailure')), timeout);
    }
    withSignal(signal, () => reject(failure('The test was aborted', 'testAborted')));
  });
  end.catch(() => {});
  try {
    return await Promise.race([f(), end]);
  } finally {
    clearTimeout(timer);
    test.interrupt = undefined;
  }
}

class Plan {
  constructor(count, wait) {
    this.expected = count;
    this.actual = 0;
    this.wait = wait;
    this.counts = true;
  }

  async check() {
    const over = () => failure(`plan expected ${this.expected} assertions but received ${this.actual}`, 'testCodeFailure');
    const limit = this.wait === true ? Infinity : Number(this.wait) || 0;
    const since = Date.now();
    while (this.actual < this.expected && Date.now() - since < limit) await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.actual !== this.expected) throw over();
  }
}

function addHook(test, kind, fn, options = {}) {
  test.hooks[kind].push({ fn: typeof fn === 'function' ? fn : () => {}, timeout: checkTimeout(options.timeout), signal: options.signal });
}

class SuiteContext {
  #test;
  constructor(test) { this.#test = test; }
  get signal() { return this.#test.controller.signal; }
  get name() { return this.#test.name; }
  get fullName() { return this.#test.fullName; }
  get filePath() { return this.#test.location?.file; }
  get passed() { return this.#test.error === null; }
  diagnostic(message) { this.#test.notes.push(message); }
}

class TestContext {
  #test;
  #assert;
  constructor(test) { this.#test = test; }
  get signal() { return this.#test.controller.signal; }
  get name() { return this.#test.name; }
  get fullName() { return this.#test.fullName; }
  get filePath() { return this.#test.location?.file; }
  get error() { return this.#test.error; }
  get passed() { return this.#test.error === null; }
  get attempt() { return 0; }
  get assert() { return this.#assert ??= assertions(() => { if (this.#test.plan) this.#test.plan.actual++; }); }
  get mock() { return this.#test.mock ??= new MockTracker(); }
  diagnostic(message) { this.#test.notes.push(message); }
  plan(count, options = {}) {
    if (this.#test.plan) throw failure('cannot set plan more than once', 'testCodeFailure');
    native.validateUint32(count, 'count');
    this.#test.plan = new Plan(count, options.wait);
  }
  runOnly() {} // without the flag --test-only it has no effect
  skip(message) {
    this.#test.skipped = true;
    this.#test.message = message ?? null;
  }
  todo(message) {
    this.#test.todo = true;
    this.#test.message = message ?? null;
  }
  test(name, options, fn) { return this.#test.add(Test, name, options, fn, caller()); }
  before(fn, options) { addHook(this.#test, 'before', fn, options); }
  after(fn, options) { addHook(this.#test, 'after', fn, options); }
  beforeEach(fn, options) { addHook(this.#test, 'beforeEach', fn, options); }
  afterEach(fn, options) { addHook(this.#test, 'afterEach', fn, options); }
  async waitFor(condition, options = {}) {
    if (typeof condition !== 'function') throw invalidArgType('condition', condition, 'function');
    const { interval = 50, timeout = 1000 } = options;
    native.validateNumber(interval, 'options.interval');
    native.validateNumber(timeout, 'options.timeout');
    const since = Date.now();
    for (let cause; ; await new Promise((resolve) => setTimeout(resolve, interval))) {
      try {
        return await condition();
      } catch (err) {
        cause = err;
      }
      if (Date.now() - since > timeout) throw new Error('waitFor() timed out', { cause });
    }
  }
}

let root;
function harness() {
  if (root) return root;
  root = new Root();
  const uncaught = (err) => {
    const test = running(current.getStore()) ?? running(last());
    if (test) test.fail(err, 'uncaughtException');
    else {
      root.error ??= failure(err, 'uncaughtException');
      process.stdout.write(`ℹ Error: A resource generated asynchronous activity after the test ended. This activity created the error "${err}" which triggered an uncaughtException event.\n`);
    }
  };
  process.on('uncaughtException', uncaught);
  process.on('unhandledRejection', uncaught);
  process.on('beforeExit', () => root.end('Promise resolution is still pending but the event loop has already resolved'));
  process.on('exit', () => root.end('Promise resolution is still pending but the event loop has already resolved'));
  return root;
}

function running(test) { return test?.state === 'running' && test !== root ? test : undefined; }

function last() { return walk(root).find((t) => t !== root && t.state === 'running' && t.children.every((c) => c.state !== 'running')); }

function maker(Class) {
  const make = (preset) => (name, options, fn) => {
    if (preset) [name, options, fn] = withOption(preset, name, options, fn);
    const here = current.getStore();
    return (here?.state !== 'done' && here || harness()).add(Class, name, options, fn, caller());
  };
  const run = make();
  for (const preset of ['expectFailure', 'skip', 'todo', 'only']) run[preset] = make(preset);
  return run;
}

function withOption(key, name, options, fn) {
  if (typeof name === 'function') return [undefined, { [key]: true }, name];
  if (name !== null && typeof name === 'object') return [undefined, { ...name, [key]: true }, options];
  if (typeof options === 'function') return [name, { [key]: true }, options];
  return [name, { ...options, [key]: true }, fn];
}

const test = maker(Test), suite = maker(Suite);
for (const kind of ['after', 'afterEach', 'before', 'beforeEach']) {
  test[kind] = (fn, options) => addHook(current.getStore() ?? harness(), kind, fn, options);
}
const mocks = new MockTracker();
module.exports = Object.assign(test, {
  describe: suite,
  getTestContext() { return current.getStore()?.context(); },
  it: test,
  run() { throw native.unavailable('run() of the node:test'); },
  suite,
  test,
});
for (const [name, value] of [['mock', () => mocks], ['snapshot', () => { throw native.unavailable('snapshot of the node:test'); }], ['assert', () => assertions(() => {})]]) {
  Object.defineProperty(test, name, { enumerable: true, configurable: true, get: value });
}
