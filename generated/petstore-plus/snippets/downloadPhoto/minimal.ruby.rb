require "net/http"

uri = URI("https://images.petstore.example/pets/7/photo")
request = Net::HTTP::Get.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "application/octet-stream"

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
$stdout.binmode.write(response.body)
