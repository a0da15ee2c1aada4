// The classes of module v8.
const v8 = require('v8');
const tried = (name, f) => { try { print(name, String(f())); } catch (err) { print(name, err instanceof Error ? `${err.name} ${err.code} ${err.message}` : JSON.stringify(err)); } };
const written = (f, C = v8.Serializer) => { const s = new C(); f(s); return s.releaseBuffer().toString('hex'); };
tried('views', () => written((s) => { const u = new Uint16Array(3); s.writeValue([u, u.subarray(1), u.buffer, new DataView(u.buffer, 1)]); }));
tried('pieces', () => written((s) => { s.writeHeader(); s.writeUint32(-1); s.writeUint32('9'); s.writeUint32(2 ** 33 + 1); s.writeUint32(1.7); s.writeUint64(1, 2); s.writeDouble(3); s.writeRawBytes(Buffer.from('raw')); }));
tried('results', () => { const s = new v8.Serializer(); return [s.writeHeader(), s.writeValue(null), s.writeUint32(5), s.transferArrayBuffer(0, new ArrayBuffer(1)), s.releaseBuffer().length, s.releaseBuffer().length]; });
tried('raw', () => new v8.Serializer().writeRawBytes('s'));
for (const bad of [{}, new Uint8Array(1), undefined]) tried('transfer', () => new v8.Serializer().transferArrayBuffer(0, bad));
tried('hosts without', () => written((s) => { s._setTreatArrayBufferViewsAsHostObjects(true); s.writeValue(new Uint8Array(1)); }));
class Own extends v8.Serializer { _writeHostObject(o) { this.writeUint32(7); this.writeRawBytes(o); } }
tried('hosts', () => written((s) => { s._setTreatArrayBufferViewsAsHostObjects(true); s.writeValue(Buffer.from('x')); }, Own));
tried('default', () => written((s) => { s.writeValue(Buffer.from('x')); }, v8.DefaultSerializer));
class Failing extends v8.Serializer { _getDataCloneError(message) { return { message }; } }
tried('errors', () => written((s) => s.writeValue(() => 1), Failing));
tried('shared', () => written((s) => { s._getSharedArrayBufferId = () => 5; s.writeValue(new SharedArrayBuffer(2)); }));
tried('transferred', () => {
	const memory = new ArrayBuffer(4), s = new v8.Serializer();
	s.transferArrayBuffer(9, memory);
	s.writeHeader();
	s.writeValue([memory, new Uint8Array(memory, 1)]);
	const data = s.releaseBuffer(), d = new v8.Deserializer(data);
	d.transferArrayBuffer(9, memory);
	d.readHeader();
	const got = d.readValue();
	return [data.toString('hex'), got[0] === memory, got[1].buffer === memory, got[1].byteOffset];
});
tried('reading', () => { const data = Buffer.from('ff0f49020501', 'hex'), d = new v8.Deserializer(data); return [d.getWireFormatVersion(), d.readHeader(), d.getWireFormatVersion(), d.readValue(), d.readUint32(), d.buffer === data, Object.keys(d)]; });
tried('pieces', () => { const d = new v8.Deserializer(Buffer.from('8180808010000000000000f83f6162', 'hex')); return [d.readUint64(), d.readDouble(), d.readRawBytes(1), d.readRawBytes(0).length]; });
for (const [method, ...args] of [['readUint32'], ['readUint64'], ['readDouble'], ['readRawBytes', 9], ['readHeader'], ['readValue']]) tried(method, () => new v8.Deserializer(Buffer.from([0x81]))[method](...args));
for (const made of [5, undefined, {}, []]) tried('host', () => { const d = new v8.Deserializer(Buffer.from('5c', 'hex')); d._readHostObject = () => made; return d.readValue() === made; });
tried('no host', () => new v8.Deserializer(Buffer.from('5c', 'hex')).readValue());
tried('default', () => new v8.DefaultDeserializer(Buffer.from('5c0a0161', 'hex')).readValue());
for (const bad of [undefined, 'a', new ArrayBuffer(1)]) tried('of', () => new v8.Deserializer(bad));
print(v8.serialize.length, v8.Serializer.length, v8.Deserializer.length, v8.Serializer.prototype.writeValue.length, new v8.DefaultSerializer() instanceof v8.Serializer, v8.Serializer.prototype._getDataCloneError === Error);
print(Object.keys(v8.Serializer.prototype), Object.getOwnPropertyNames(v8.DefaultSerializer.prototype), Object.getOwnPropertyNames(v8.DefaultDeserializer.prototype));
