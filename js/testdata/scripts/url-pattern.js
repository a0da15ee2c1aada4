'use strict';
// URLPattern: what it takes, what it is asked, and what it answers.

const url = require('url');
const parts = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
const tell = (f) => {
  try {
    return f();
  } catch (error) {
    return [error.name, error.code, error.message].join(' | ');
  }
};

console.log(URLPattern === url.URLPattern, Object.keys(url).includes('URLPattern'), Object.getOwnPropertyDescriptor(globalThis, 'URLPattern').enumerable);
console.log(URLPattern.name, URLPattern.length);
for (const name of [...parts, 'hasRegExpGroups', 'exec', 'test', Symbol.toStringTag]) {
  const { value, get, set, enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(URLPattern.prototype, name);
  console.log(name, enumerable, configurable, writable, get && [get.name, get.length], set, typeof value === 'function' ? [value.name, value.length] : value);
}
console.log(tell(() => URLPattern()), tell(() => URLPattern.prototype.test.call({})), tell(() => Object.getOwnPropertyDescriptor(URLPattern.prototype, 'port').get.call({})));
const all = new URLPattern();
console.log(all, JSON.stringify(all), String(all), Reflect.ownKeys(all));

for (const args of [
  [1], [null], [undefined], ['foo'], ['('], [{}, 'http://a'], [{}, 5], ['/a', {}], ['/a', 'b'], ['/a', 'http://b', 5], ['http://a/', 5],
  [{ pathname: '(' }], [{ pathname: ':' }], [{ port: 'x' }], [{ protocol: 'é' }], [{ pathname: '/(a' }], [{ pathname: '/:a/:a' }],
  [{ pathname: '/([a' }], [{ pathname: '{a' }], [{ hostname: 'a b' }], [['a']], [{ ignoreCase: true }], [() => {}], ['http://a', null],
  ['http://a', 'http://b', null], ['http://a', undefined], ['http://a', undefined, {}], [{}, {}], [{}, undefined, {}], [{}, { ignoreCase: 1 }],
  ['http://a/', { ignoreCase: 1 }], [{ pathname: '/a', baseURL: 'nope' }], [{ baseURL: 5 }], ['/a', ''], ['', ''], [''], ['?a'], ['#a'],
  ['/a', 'http://b?c#d'], ['?a', 'http://b/p?c#d'], ['#a', 'http://b/p?c#d'], ['', 'http://b/p?c#d'], ['//x/y', 'http://b/p?c#d'],
]) {
  console.log(args, tell(() => {
    const pattern = new URLPattern(...args);
    return [...parts, 'hasRegExpGroups'].map((name) => pattern[name]).join(' ');
  }));
}

for (const args of [
  ['foo'], ['foo', 'http://x'], [5], [null], [undefined], [{}, 'http://x'], ['http://x', 5], ['http://x', null], ['', ''], ['/a', 'nope'], [[]],
  [() => {}], [new URL('http://h/p')], [{ pathname: 'a', baseURL: 'http://x/y/z' }], [{ baseURL: 'nope' }], [{ protocol: 'é' }], [{ port: '99999' }],
  [{ hostname: 'a b' }],
]) {
  console.log(args, tell(() => all.test(...args)), tell(() => {
    const found = all.exec(...args);
    return found && [found.inputs, found.pathname.input, found.hostname.input, found.protocol.input];
  }));
}

for (const [init, input] of [
  [{ pathname: '{/:a}?' }, { pathname: '' }], [{ pathname: '/:a?' }, { pathname: '/' }], [{ pathname: '/:a?' }, { pathname: '' }],
  [{ pathname: '/:a*' }, { pathname: '/x/y' }], [{ pathname: '/(a|b)?' }, { pathname: '' }], [{ pathname: '/*?' }, { pathname: '' }],
  [{ pathname: '/:a(b)(c)' }, { pathname: '/bc' }],
]) {
  const pattern = new URLPattern(init);
  const found = pattern.exec(input);
  console.log(init, pattern.pathname, found && found.pathname);
}
for (const input of ['/a/b?c#d', '?x', '//h/p', 'foo bar', '../a', 'a:b', 'http://', 'x:', '1:2', 'http://u:p@h:1/a/b?c#d']) console.log(input, all.exec(input));
console.log(new URLPattern('https://*.example.com:8080/books/:id(\\d+)/{x}?.html?q=:q#*').exec('https://a.b.example.com:8080/books/12/.html?q=1#x'));
console.log(tell(() => new URLPattern('a'.repeat(100000))), new URLPattern({ pathname: '/:a/:b*' }).exec({ pathname: '/x'.repeat(1000) }).pathname.groups.b.length);
