// What is shown of an error throws.
Error.prepareStackTrace = (e) => { throw new Error('again') }; throw new Error('first')
