require "json"
require "net/http"

uri = URI("https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example")
request = Net::HTTP::Post.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "application/json"
request["Content-Type"] = "application/json"
request["X-Trace-Id"] = "6a1f0c3e"
request.body = JSON.generate({
  kind: "cat",
  name: "Zoë",
  lives: 9
})

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts JSON.pretty_generate(JSON.parse(response.body))
