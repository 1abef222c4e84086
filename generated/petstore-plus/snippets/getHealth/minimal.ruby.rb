require "net/http"

uri = URI("https://eu.petstore.example/v2/health")
request = Net::HTTP::Get.new(uri)
request["Accept"] = "text/plain"

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.body
