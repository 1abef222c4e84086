<?php

$shopSign = getenv('SHOP_SIGN') ?: throw new RuntimeException('SHOP_SIGN is not set');
$shopLoginUsername = getenv('SHOP_LOGIN_USERNAME') ?: throw new RuntimeException('SHOP_LOGIN_USERNAME is not set');
$shopLoginPassword = getenv('SHOP_LOGIN_PASSWORD') ?: throw new RuntimeException('SHOP_LOGIN_PASSWORD is not set');

$curl = curl_init('https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=' . rawurlencode($shopSign));
curl_setopt_array($curl, [
    CURLOPT_USERPWD => $shopLoginUsername . ':' . $shopLoginPassword,
    CURLOPT_HTTPHEADER => [
        'Accept: text/csv',
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $answer, PHP_EOL;
