require "erb"
require "json"
require "net/http"

uri = URI("https://eu.petstore.example/v2/orders?api_key=#{ERB::Util.url_encode(ENV.fetch("PETSTORE_PLUS_KEY"))}")
request = Net::HTTP::Post.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "application/json"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  class: "first",
  from: "2024-05-06T07:08:09Z",
  price: "19.90"
})

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts JSON.pretty_generate(JSON.parse(response.body))
