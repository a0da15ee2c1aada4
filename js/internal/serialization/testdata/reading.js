// What is made of bytes, and what is refused.
const v8 = require('v8');
const show = (v, known = []) => {
	if (typeof v === 'bigint') return `${v}n`;
	if (Object.is(v, -0)) return '-0';
	if (v === null || typeof v !== 'object') return typeof v === 'string' ? JSON.stringify(v) : String(v);
	if (known.includes(v)) return `*${known.indexOf(v)}`;
	known.push(v);
	const class_ = v.constructor.name;
	if (Buffer.isBuffer(v) || v instanceof ArrayBuffer) return `${class_} ${Buffer.from(v).toString('hex')}`;
	if (ArrayBuffer.isView(v)) return `${class_} ${Buffer.from(v.buffer, v.byteOffset, v.byteLength).toString('hex')}`;
	if (v instanceof Date || v instanceof RegExp) return `${class_} ${v instanceof Date ? v.getTime() : v}`;
	if (v instanceof Map || v instanceof Set) return `${class_} ${[...v].map((x) => show(x, known))}`;
	if (v instanceof Error) return `${class_} ${v.message} ${v.stack} ${show(v.cause, known)} ${Object.keys(v)}`;
	if (v.valueOf() !== v) return `boxed ${show(v.valueOf())}`;
	return `${class_} ${Array.isArray(v) ? v.length : ''} ${Object.keys(v).map((k) => `${k}=${show(v[k], known)}`)}`;
};
for (const hex of `
	- ff ff0f ff10 ff1049 ff114902 ff0e4902 ff0d4902 ff0c4902 ff014902 00 4902 ff8f004902
	ff0f49 ff0f4902 ff0f4902ff ff0f49ffffffff0f ff0f49ffffffffff0f ff0f49ffffffffffffffffffffffff01 ff0f55ffffffff0f ff0f4e0000000000 ff0f4e0000000000000080
	ff0f5f ff0f30 ff0f54 ff0f46 ff0f2d ff0f00004902 ff0f3f004902 ff0f3f ff0f3f003f003f014902
	ff0f5a03 ff0f5a1001 ff0f5a1000000000000000 ff0f5a110000000000000000 ff0f5a10010000000000000000 ff0f5a1101000000000000ff ff0f5a00
	ff0f220a41 ff0f2201e9 ff0f6303410041 ff0f630400d83dd8 ff0f6300 ff0f5303e282ac ff0f5303ff82ac ff0f5300
	ff0f5e00 ff0f6f22016f5e007b01 ff0f6f22016f5e017b01 ff0f415e
	ff0f6f ff0f6f7b00 ff0f6f7b01 ff0f6f22016149027b00 ff0f6f22016149027b01 ff0f6f490222016122024f ff0f6f490a49024e000000000000e04149047b02 ff0f6f5f49027b01 ff0f6f6f7b0049027b01
	ff0f6f22095f5f70726f746f5f5f49027b01
	ff0f41ffffffff0f ff0f4102490249042400 ff0f410249024904240002 ff0f410249024904240003 ff0f41022d4904240002 ff0f41012d240001 ff0f410149022201784902240101 ff0f4100240000
	ff0f61ffffffff0f400000 ff0f6105400005 ff0f61054900490a400105 ff0f6103490a4902400103
	ff0f44000000000000f87f ff0f440000000000000000 ff0f79 ff0f78 ff0f6e000000000000f03f ff0f7a0201 ff0f7a100500000000000000 ff0f73220161 ff0f7349
	ff0f522201610b ff0f52220161ffff03 ff0f522201614002 ff0f5249020b ff0f522201
	ff0f3b3a00 ff0f3b490249043a02 ff0f3b49023a01 ff0f3b490249043a04 ff0f272c00 ff0f2749022c01 ff0f2749022c02 ff0f27274900 ff0f27275e002c015e012c02
	ff0f4203616263 ff0f42ffffffff0f ff0f7e030561626300 ff0f7e0503616263 ff0f4204616263645642000400 ff0f420461626364564201030000 ff0f420461626364564200050000 ff0f420461626364567701020000
	ff0f420461626364567700030000 ff0f420461626364567700020000 ff0d4204616263645677000249 ff0d42046162636456770002 ff0f420461626364563f01020000 ff0f420461626364565a01020000 ff0f4102420161564200015e005642010024000200
	ff0f7400 ff0f7500 ff0f7700 ff0f7000 ff0f6d00 ff0fff
	ff0f722e ff0f72 ff0f72542e ff0f72546d2201612e ff0f724573 ff0f725522 ff0f726d49 ff0f726d220161735e00 ff0f72526d22016d73220173632201762e ff0f72635e002e
	ff0f5c ff0f5c01022222 ff0f5c0400 ff0f5c050461626364 ff0f5c050361626364 ff0f5c0a026869 ff0f5c0a80806869 ff0f5c0a8080 ff0f5c09026869 ff0f41025c0a01615e01240002
`.trim().split(/\s+/)) {
	try { print(hex, show(v8.deserialize(Buffer.from(hex, 'hex')))); } catch (err) { print(hex, err.name, err.message); }
}
for (const bad of [undefined, null, 's', {}, new ArrayBuffer(3)]) {
	try { v8.deserialize(bad); } catch (err) { print(err.name, err.code, err.message); }
}
print(show(v8.deserialize(new Uint16Array([0x0fff, 0x0249]))), show(v8.deserialize(new DataView(new Uint8Array([9, 255, 15, 73, 4]).buffer, 1))));
