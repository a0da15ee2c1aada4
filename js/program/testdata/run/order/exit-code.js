process.on('exit', (code) => { process.exitCode = code + 1; });
process.exit(4);
