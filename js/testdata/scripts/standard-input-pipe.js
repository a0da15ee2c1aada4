'use strict';
// Standard input piped into a slow socket: it is paused and resumed many times, and all arrives.
const net = require('net');
const { spawn } = require('child_process');
const size = 12 << 20;
if (process.argv[2]) {
	const socket = net.connect(+process.argv[2], '127.0.0.1');
	let pauses = 0;
	process.stdin.on('pause', () => pauses++);
	process.stdin.pipe(socket).on('close', () => console.log('paused', pauses > 0, 'written', socket.bytesWritten));
} else {
	const server = net.createServer((socket) => {
		let turns = 0;
		socket.on('data', () => { if (++turns < 20) { socket.pause(); setTimeout(() => socket.resume(), 5); } });
		socket.on('end', () => process.on('exit', () => console.log('received', socket.bytesRead)));
		server.close();
	});
	server.listen(0, '127.0.0.1', () => {
		const child = spawn(process.execPath, [__filename, server.address().port], { stdio: ['pipe', 'inherit', 'inherit'] });
		child.stdin.end(Buffer.alloc(size));
		child.on('close', (code) => setImmediate(() => console.log('child', code)));
	});
}
