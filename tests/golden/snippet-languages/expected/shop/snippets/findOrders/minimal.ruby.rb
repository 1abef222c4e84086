require "erb"
require "net/http"

uri = URI("https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=#{ERB::Util.url_encode(ENV.fetch("SHOP_SIGN"))}")
request = Net::HTTP::Get.new(uri)
request.basic_auth(ENV.fetch("SHOP_LOGIN_USERNAME"), ENV.fetch("SHOP_LOGIN_PASSWORD"))
request["Accept"] = "text/csv"

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.body
