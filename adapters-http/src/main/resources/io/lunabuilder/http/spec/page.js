// No validator: it would be asked on a host of somebody else.
window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: 'spec',
    dom_id: '#spec',
    validatorUrl: null,
    deepLinking: true,
    displayRequestDuration: true,
  });
});
