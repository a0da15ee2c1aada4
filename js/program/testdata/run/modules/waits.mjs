console.log('o1 start'); await null; console.log('o1 mid'); await 0; console.log('o1 end')
