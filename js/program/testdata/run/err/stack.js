const w = s => process.stdout.write(s + '\n');
function f() { return new Error('x'); }
class A extends TypeError { constructor(m) { super(m); this.name = 'A'; } }
class B extends A { constructor(m) { super(m); } }
w(f().stack);
w(new B('bb').stack);
try { undef } catch (e) { w(e.stack); }
[1].forEach(() => w(new Error().stack));
const o = {}; (function cap() { Error.captureStackTrace(o, cap); })(); w(o.stack);
Error.prepareStackTrace = (e, s) => s.slice(0, 2).map(c => c.getFileName().split('/').pop() + c.getLineNumber()).join();
w(f().stack); Error.prepareStackTrace = undefined;
Error.stackTraceLimit = 1; w(f().stack);
function rec() { rec(); }

w(JSON.stringify(Object.getOwnPropertyNames(new Error('x'))));
w(RangeError('hi') instanceof RangeError);
w(Error.name + Error.length+ (new Error().constructor === Error) + Object.prototype.toString.call(new Error))
const e2 = new Error('q', {cause: 1}); e2.stack = 'mine'; w(e2.stack + e2.cause);
w(Object.keys(new A('s')).join())
