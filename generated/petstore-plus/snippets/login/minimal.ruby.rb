require "net/http"

uri = URI("https://eu.petstore.example/v2/login")
request = Net::HTTP::Post.new(uri)
request.basic_auth(ENV.fetch("PETSTORE_PLUS_USERNAME"), ENV.fetch("PETSTORE_PLUS_PASSWORD"))
request["Accept"] = "text/plain"
request["Content-Type"] = "application/x-www-form-urlencoded"
request.body = URI.encode_www_form([
  ["grant_type", "client_credentials"]
])

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.body
