'use strict';
// MIMEType and MIMEParams.

const { MIMEType, MIMEParams, inspect } = require('util');
const tell = (f) => {
  try {
    return f();
  } catch (error) {
    return [error.name, error.code, error.message].join(' | ');
  }
};
for (const text of ['text/HTML; charset=UTF-8; a="b c"; a=z;;x;=y;q="a\\"b\\\\c', ' text/plain \n; x=1\t;y= 2;z="x"garbage;w="";v=;u=\t', 'text', '/a', 'a/',
  'a/b/c', 'te xt/x', ' te xt/x ', 'text/h tml', 'x/ y', '', 'text/é', 'text/x;é=1', 'text/x;a=é', 'text/x;a="\u0100";b=1', 'text/x;a=b c;d=e f;g="h\\', 'text/x; A=b; a=c',
  'x/y; a = b; c =d', 'x/y;a="b;c=d";e=f', 'x/y;a="b" ;c=d', 'x/y;a=\'b\'', 'x/y;a=b,c', '\ufeffx/y', 'x/y\f', 'x/y;a=b\ufeff', 'x/y;\f a=b', 'x/y;a="', 'x/y;a="x\\y\\\\z\\"',
  'x/y;a=x"y"', 'x/y;a=\u0001;b=c', 'x/y;a=\u007f;b=c', 'x/y;a=\u0080;b=c', 'x/y;a="\t";b=c', 'x/y;;;;', 'x/y;a=b; ', 'x/y;a="b"\n', 'x/y;a= "b"', 'x/y;a b=c', 'x/y;a==',
  'x/y;__proto__=a;constructor=b', 'x/y;10=a;2=b', '+/!#$%&\'*+-.^_`|~', ';a=b', 'a;b/c=d', 'a/;b=c', 'a/b;x="y""z"', undefined, null, 5, Symbol('s'), { toString: () => 'a/b' }]) {
  console.log(JSON.stringify(text), JSON.stringify(tell(() => String(new MIMEType(text)))));
}
console.log(tell(() => MIMEType('a/b')), tell(() => MIMEParams()), tell(() => MIMEType.prototype.toString.call({})));
for (const name of ['delete', 'get', 'has', 'set', 'toString', 'toJSON']) console.log(name, tell(() => MIMEParams.prototype[name].call({}, 'a', 'b')));

const type = new MIMEType('text/plain;charset=utf-8;x="a b"');
console.log(type, inspect(type, { showHidden: true }), JSON.stringify(type), `${type}`, type.type, type.subtype, type.essence, type.params, type.params === type.params);
for (const value of ['', 'é', 'a b', 'APP', 'x/y', 5]) {
  console.log(value, tell(() => { type.type = value; return type.type; }), tell(() => { type.subtype = value; return type.subtype; }));
}
for (const { prototype } of [MIMEType, MIMEParams]) {
  for (const name of Reflect.ownKeys(prototype)) {
    const { value, get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(prototype, name);
    console.log(name, enumerable, configurable, value && [value.name, value.length], get && get.name, set && set.name);
  }
}
console.log(MIMEType.length, MIMEType.parse.length, MIMEParams.length, MIMEType.prototype.toJSON === MIMEType.prototype.toString);
console.log(MIMEType.parse('a/b'), MIMEType.parse('a'), MIMEType.parse(), tell(() => MIMEType.parse(Symbol('s'))));

const params = new MIMEParams('ignored');
for (const [name, value] of [['a', 'b c"\\'], ['', 'x'], ['é', 'x'], ['a b', 'x'], ['x', '\u0100'], ['x', 'é'], ['X', 'upper'], [1, 2], ['e', ''], ['n', 'a\nb'], ['t', 'a\tb'], [undefined, undefined]]) {
  console.log(name, tell(() => params.set(name, value)));
}
console.log(String(params), JSON.stringify(params), params.get('X'), params.get('zz'), params.has('a'), params.has('q'), params.delete('a'), params.delete('q'));
console.log(params.keys(), [...params.keys()], [...params.values()], [...params], Object.prototype.toString.call(params.entries()));
