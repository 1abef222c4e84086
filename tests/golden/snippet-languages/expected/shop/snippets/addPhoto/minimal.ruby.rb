require "net/http"

# SHOP_FILE: path of the file to send (photo)
uri = URI("https://shop.example.com/v1/orders/a%2Fb/photos")
request = Net::HTTP::Post.new(uri)
request["X-Api-Key"] = ENV.fetch("SHOP_KEY")
request.set_form(
  [
    ["title", "It's a \"photo\""],
    ["photo", File.open(ENV.fetch("SHOP_FILE"), "rb"), { content_type: "image/png" }]
  ],
  "multipart/form-data"
)

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.code
