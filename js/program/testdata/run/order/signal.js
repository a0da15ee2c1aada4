const keep = setInterval(() => {}, 1000);
process.once('SIGUSR2', (name, number) => { console.log(name, number); clearInterval(keep); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000); });
process.kill(process.pid, 'SIGUSR2');
