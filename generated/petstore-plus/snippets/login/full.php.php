<?php

$petstorePlusUsername = getenv('PETSTORE_PLUS_USERNAME') ?: throw new RuntimeException('PETSTORE_PLUS_USERNAME is not set');
$petstorePlusPassword = getenv('PETSTORE_PLUS_PASSWORD') ?: throw new RuntimeException('PETSTORE_PLUS_PASSWORD is not set');

$curl = curl_init('https://eu.petstore.example/v2/login');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_USERPWD => $petstorePlusUsername . ':' . $petstorePlusPassword,
    CURLOPT_HTTPHEADER => [
        'Accept: text/plain',
        'Content-Type: application/x-www-form-urlencoded',
    ],
    CURLOPT_POSTFIELDS => http_build_query([
        'grant_type' => 'client_credentials',
        'scope' => 'a:read & b:write',
    ]),
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $answer, PHP_EOL;
