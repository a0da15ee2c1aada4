'use strict';
// onread with a buffer that has no room: an error, before anything was read into it.
const net = require('net');
const server = net.createServer((s) => { s.on('error', () => {}); s.end('0123456789'); });

function run(name, buffer) {
	return new Promise((resolve) => {
		const seen = [];
		const c = net.connect({ port: server.address().port, host: '127.0.0.1', onread: { buffer, callback(n) { seen.push(n); } } });
		c.on('error', (err) => seen.push(err.code, err.message, err.syscall));
		c.on('close', (failed) => { console.log(name, seen.join(' | '), failed, c.bytesRead); resolve(); });
	});
}

server.listen(0, '127.0.0.1', async () => {
	await run('a buffer', Buffer.alloc(0));
	await run('a function', () => Buffer.alloc(0));
	let n = 0;
	await run('the second', () => Buffer.alloc(n++ ? 0 : 3));
	server.close();
});
