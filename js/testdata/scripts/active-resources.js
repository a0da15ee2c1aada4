'use strict';
// What keeps the program alive, as process.getActiveResourcesInfo and _getActiveHandles have it.
const net = require('net'), path = require('path'), os = require('os');
const show = (title) => {
	const names = process.getActiveResourcesInfo().filter((n) => /Server|Socket|Timeout|Immediate/.test(n)).sort();
	const handles = process._getActiveHandles().filter((h) => h instanceof net.Server || h instanceof net.Socket && h.fd === undefined);
	console.log(title, names.join(), '|', handles.map((h) => h.constructor.name).sort().join());
};
show('at first');
const timer = setTimeout(() => {}, 60000), other = setInterval(() => {}, 60000).unref();
const immediate = setImmediate(() => {});
show('timers');
clearImmediate(immediate);
timer.unref();
show('unref');
clearTimeout(timer);
clearInterval(other);
const server = net.createServer((socket) => {
	client.once('data', () => {
		show('connected');
		socket.unref();
		show('a socket is unref\'d');
		server.unref();
		show('the server as well');
		socket.ref();
		server.ref();
		socket.destroy();
		show('destroyed');
	});
	socket.write('x');
});
let client;
server.listen(0, '127.0.0.1', () => {
	show('listening');
	client = net.connect(server.address().port, '127.0.0.1');
	show('connecting');
	client.on('close', () => setImmediate(() => {
		show('closed');
		server.close(() => setImmediate(() => setImmediate(() => {
			show('the server is closed');
			const unix = net.createServer().listen(path.join(os.tmpdir(), `nn-${process.pid}`), () => {
				console.log(process._getActiveHandles().includes(unix));
				unix.close();
			});
		})));
	}));
});
