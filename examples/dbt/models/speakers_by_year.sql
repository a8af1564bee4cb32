-- Who spoke how often, by year: a known person, else a name as printed.
select
    year,
    speaker_key,
    speaker_key_kind,
    count(*) as quotes,
    count(distinct story) as stories
from {{ source('wipo', 'articles__quotes') }}
where speaker_key is not null
group by year, speaker_key, speaker_key_kind
