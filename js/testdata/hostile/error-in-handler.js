// What is shown of an error throws.
process.on('uncaughtException', (e)=>{ throw e }); throw {toString(){throw 1}}
