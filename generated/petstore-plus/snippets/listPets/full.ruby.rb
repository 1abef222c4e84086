require "json"
require "net/http"

uri = URI("https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name")
request = Net::HTTP::Get.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "application/json"
request["X-Trace-Id"] = "6a1f0c3e"
request["Cookie"] = "theme=dark"

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts JSON.pretty_generate(JSON.parse(response.body))
