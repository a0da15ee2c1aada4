console.log('o3')
