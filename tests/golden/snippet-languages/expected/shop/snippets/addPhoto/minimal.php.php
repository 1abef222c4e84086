<?php

// SHOP_FILE: path of the file to send (photo)
$shopKey = getenv('SHOP_KEY') ?: throw new RuntimeException('SHOP_KEY is not set');
$shopFile = getenv('SHOP_FILE') ?: throw new RuntimeException('SHOP_FILE is not set');

$curl = curl_init('https://shop.example.com/v1/orders/a%2Fb/photos');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_HTTPHEADER => [
        'X-Api-Key: ' . $shopKey,
    ],
    CURLOPT_POSTFIELDS => [
        'title' => 'It\'s a "photo"',
        'photo' => new CURLFile($shopFile, 'image/png', basename($shopFile)),
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $status, PHP_EOL;
