importScripts('/longhaul-install.js')

longhaul.installBackgroundFetch(self)

self.addEventListener('backgroundfetchsuccess', (event) => {
  event.waitUntil(keep(event.registration))
})

async function keep(registration) {
  const cache = await caches.open('films')
  for (const { request, responseReady } of await registration.matchAll())
    await cache.put(request, await responseReady)
}
