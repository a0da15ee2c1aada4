'use strict';
// While the kernel takes bytes of a long write the socket is not idle; when it takes no more, it is.
const net = require('net');
const size = 24 << 20;
const server = net.createServer({ pauseOnConnect: true }, (socket) => {
	let got = 0, burst = 0, stopped = false;
	const timer = setInterval(() => { if (!stopped) socket.resume(); }, 30);
	socket.on('data', (d) => {
		got += d.length;
		burst += d.length;
		if (burst > 1 << 20) { burst = 0; socket.pause(); }
		if (got > size / 2 && !stopped && !server.again) { stopped = true; socket.pause(); }
	});
	server.goOn = () => { server.again = true; stopped = false; };
	socket.on('end', () => { clearInterval(timer); console.log('received', got === size); });
});
server.listen(0, '127.0.0.1', () => {
	const client = net.connect(server.address().port, '127.0.0.1', () => {
		client.setTimeout(300);
		client.write(Buffer.alloc(size), () => { console.log('written'); client.setTimeout(0); client.end(); });
	});
	client.on('timeout', () => {
		console.log('timeout, and the peer had stopped', client.bytesWritten === size);
		server.goOn();
	});
	client.on('close', (hadError) => { console.log('close', hadError); server.close(); });
});
