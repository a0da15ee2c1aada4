'use strict';
// A socket is standard input and output of a child, which finds it blocking; the parent's copy
// is closed at once, or goes on beside it.
const net = require('net');
const { spawn, spawnSync } = require('child_process');
let how = 0;
const said = []; // in no certain order
process.on('exit', () => console.log(said.sort().join('\n')));
const server = net.createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
	const mine = ++how;
	const child = spawn('cat', [], { stdio: [socket, socket, 'inherit'] });
	child.on('close', (code, signal) => {
		said.push(`child ${mine} ${code} ${signal}`);
		if (mine === 2) socket.end(' and the parent');
	});
	if (mine === 1) socket.destroy();
});
server.listen(0, '127.0.0.1', function again() {
	const client = net.connect(server.address().port, '127.0.0.1');
	let got = '';
	client.setEncoding('utf8').on('data', (d) => {
		got += d;
		if (got === 'one') client.end('two');
	});
	client.on('close', (hadError) => {
		said.push(`client ${how} ${got} ${hadError}`);
		if (how === 1) again(); else server.close();
	});
	client.write('one');
});
