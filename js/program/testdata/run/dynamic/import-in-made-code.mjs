await eval('import("./m.mjs")').then((m) => console.log(m.default))
await new Function('return import("./m.mjs")')().then((m) => console.log(m.default))
