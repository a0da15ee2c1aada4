// Texts that are made of themselves end with a RangeError.
function end(name, f) {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
end('name', () => String(Object.defineProperty(new Error('x'), 'name', { get() { return this } })));
end('message', () => { const e = new Error('x'); e.message = e; return String(e) });
end('template', () => { const e = new Error('x'); e.name = e; return `${e}` });
end('source', () => { const r = /x/; Object.defineProperty(r, 'source', { get() { return r } }); return String(r) });
end('all is well', () => [String(new TypeError('a')), `${/x/g}`, Error.prototype.toString.name, Error.prototype.toString.length, Error.prototype.toString.call({ name: 'n', message: 'm' })].join());
