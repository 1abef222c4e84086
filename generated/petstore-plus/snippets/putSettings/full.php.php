<?php

$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');

$curl = curl_init('https://eu.petstore.example/v2/settings');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'PUT',
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'labels' => [
            'en' => 'Dog',
            'de' => 'Hund',
        ],
        'limits' => [
            'pets' => 5,
        ],
        'extra' => [
            'name' => new stdClass(),
        ],
    ]),
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $status, PHP_EOL;
