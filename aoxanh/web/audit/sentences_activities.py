"""What events of activities say in Vietnamese. Values in it are written by ``wording``."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


Sentences = Mapping[str, str | Promise]

ACTIVITIES: Sentences = {
    "activities.ModelInvitedTo": _("Mời một mô hình dự gặp mặt"),
    "activities.ModelLeftOut": _("Bỏ một mô hình khỏi danh sách gặp mặt"),
    "activities.ActivitiesLoaded": _("Nạp %(activities)s hoạt động"),
    "activities.WorkEdited": _("Sửa thông tin công trình thanh niên"),
    "activities.WorkFinished": _("Ghi công trình thanh niên đã hoàn thành"),
    "activities.WorkHandedOver": _("Bàn giao công trình thanh niên"),
    "activities.WorkTakenOn": _("Đăng ký công trình thanh niên"),
    "activities.ActivityAnnounced": _("Công bố hoạt động, chưa nhận đăng ký"),
    "activities.ActivityCancelled": _("Hủy hoạt động"),
    "activities.ActivityClosed": _("Kết thúc hoạt động với %(outputs)s kết quả, %(photos)s ảnh"),
    "activities.ActivityEdited": _("Sửa %(columns)s mục của hoạt động"),
    "activities.ActivityOpened": _("Tạo hoạt động"),
    "activities.ActivityRecorded": _(
        "Ghi nhận hoạt động đã tổ chức: khai %(turns)s lượt, %(persons)s người"
    ),
    "activities.ActivityStarted": _("Bắt đầu hoạt động"),
    "activities.ActivityAttached": _("Tính hoạt động vào một chiến dịch"),
    "activities.ActivityDetached": _("Bỏ hoạt động khỏi một chiến dịch"),
    "activities.CampaignDropped": _("Xóa bản nháp chiến dịch"),
    "activities.CampaignEdited": _("Sửa chiến dịch"),
    "activities.CampaignOpened": _("Lập chiến dịch"),
    "activities.CampaignPublished": _("Mở chiến dịch"),
    "activities.CampaignReviewed": _("Tổng kết chiến dịch"),
    "activities.LinksNamed": _("Ghi %(parties)s bên liên kết"),
    "activities.TeamDropped": _("Bỏ %(teams)s đội hình"),
    "activities.TeamEdited": _("Sửa đội hình"),
    "activities.TeamFilled": _("Cử %(persons)s người vào đội hình"),
    "activities.TeamLeft": _("Đưa một người ra khỏi đội hình"),
    "activities.TeamPutOn": _("Xếp đội vào %(shifts)s ca"),
    "activities.TeamEnlisted": _("Ghi tên đội vào ca (%(persons)s người)"),
    "activities.TeamTakenOff": _("Bỏ đội khỏi ca"),
    "activities.TeamsFounded": _("Lập %(teams)s đội hình"),
    "activities.TapsCounted": _("Đếm nhanh %(taps)s lượt"),
    "activities.TargetsSet": _("Giao chỉ tiêu chiến dịch cho %(units)s đơn vị"),
    "activities.CapacityChanged": _(
        "Đổi số chỗ từ %(before)s thành %(after)s, gọi %(promoted)s người dự bị"
    ),
    "activities.DoorDeviceGiven": _(
        "Chuẩn bị một máy điểm danh nơi không có sóng, dùng đến %(until)s"
    ),
    "activities.DoorDeviceRevoked": _("Thu hồi một máy điểm danh"),
    "activities.DraftDeleted": _("Xóa một bản nháp"),
    "activities.PhonesRead": _("Xem số điện thoại của %(signup_ids)s người để báo tin"),
    "activities.PhotosPublished": _("Chọn ảnh đăng trên trang công khai"),
    "activities.EvidenceAdded": _("Thêm %(pieces)s minh chứng"),
    "activities.FeedbackGiven": _("Một người đã tham gia góp ý, không ghi tên"),
    "activities.HistoryLoaded": _(
        "Nạp hồ sơ cũ: %(signups)s đăng ký, %(participations)s lượt, %(minutes)s giờ"
    ),
    "activities.HostAnswered": _("%(host_unit_id)s đồng ý cho tổ chức trên địa bàn"),
    "activities.HostAsked": _("Đề nghị %(host_unit_id)s cho tổ chức trên địa bàn"),
    "activities.HoursCorrected": _("Sửa giờ của một người: từ %(before)s thành %(after)s phút"),
    "activities.HoursSettled": _("Ghi giờ cho %(entries)s lượt, tổng %(minutes)s giờ"),
    "activities.LateEntryAsked": _("Xin bổ sung sau %(minutes)s giờ"),
    "activities.LateEntryDecided": _("%(decided_unit_id)s xác nhận bổ sung sau"),
    "activities.NominationsAccepted": _("Nhận %(persons)s người do %(unit_ids)s cử"),
    "activities.HoursObjected": _("Một người có ý kiến về giờ của mình"),
    "activities.ObjectionAnswered": _("Trả lời ý kiến về giờ: sửa giờ"),
    "activities.ObjectionPassedUp": _("Chuyển ý kiến về giờ lên cấp trên"),
    "activities.PaperNamed": _("Ghi tên %(persons)s người theo ảnh danh sách đã gửi"),
    "activities.PaperPhotographed": _("Gửi ảnh một danh sách ký trên giấy, chưa ghi tên"),
    "activities.PaperRollEntered": _("Ghi %(persons)s người từ danh sách ký trên giấy"),
    "activities.SampleChecked": _("Ghi kết quả kiểm tra một lượt trong mẫu"),
    "activities.SampleDrawn": _("Rút mẫu kiểm tra: %(size)s trong %(pool_size)s lượt"),
    "activities.ReceiverAnswered": _(
        "Nơi nhận trả lời qua đường dẫn: xác nhận %(confirmed)s người, trả lại %(returned)s"
    ),
    "activities.ReceiverAsked": _(
        "Nhờ nơi nhận xác nhận %(entries)s người qua đường dẫn, dùng đến %(until)s"
    ),
    "activities.ReceiverLinkRevoked": _("Thu hồi một đường dẫn xác nhận"),
    "activities.OutputsRecorded": _("Ghi %(outputs)s kết quả"),
    "activities.PeopleNominated": _("%(unit_id)s cử %(persons)s người, %(minors)s chưa đủ 16 tuổi"),
    "activities.QuestionsAnswered": _("Một người tham gia trả lời câu hỏi thêm"),
    "activities.QuestionsSet": _("Đặt %(questions)s câu hỏi thêm cho người đăng ký"),
    "activities.QuotasAsked": _(
        "Giao chỉ tiêu cho %(unit_ids)s, giữ %(places)s chỗ đến hết ngày %(due_on)s"
    ),
    "activities.PresencesDerived": _(
        "Ghép lượt điểm danh các máy gửi cùng lúc: %(new)s có mặt, %(changed)s đổi giờ, %(gone)s bỏ"
    ),
    "activities.QuotasReleased": _(
        "Hết hạn cử người: trả lại %(places)s chỗ, gọi %(promoted)s người dự bị"
    ),
    "activities.QuotasReminded": _("Nhắc %(unit_ids)s cử người"),
    "activities.ReferenceLoaded": _(
        "Nạp danh mục hoạt động: thêm %(created)s, sửa %(changed)s mục"
    ),
    "activities.SafetyChecked": _("Đánh dấu xong một mục an toàn"),
    "activities.ScanUndone": _("Hoàn tác một lượt điểm danh"),
    "activities.Scanned": _("Điểm danh %(direction)s"),
    "activities.ScansReceived": _(
        "Nhận %(scans)s lượt giữ trên máy: thêm %(present)s người có mặt, %(kept)s lượt cần xem lại"
    ),
    "activities.ShiftAdded": _("Thêm ca %(capacity)s chỗ"),
    "activities.CapsLowered": _("Giảm số giờ tính nhiều nhất của %(shifts)s ca theo quy định"),
    "activities.ShiftEdited": _("Sửa một ca"),
    "activities.SignedUp": _("Một người đăng ký %(slots)s ca"),
    "activities.SignupApproved": _("Duyệt một đăng ký"),
    "activities.SignupDeclined": _("Không duyệt một đăng ký, gọi %(promoted)s người dự bị"),
    "activities.SignupsCancelled": _("Hủy %(signups)s đăng ký cùng hoạt động"),
    "activities.SignupsOpened": _("Mở đăng ký"),
    "activities.SignupsWithdrawn": _("Rút %(signups)s đăng ký, gọi %(promoted)s người dự bị"),
    "activities.SlotAdded": _("Thêm vai trò %(capacity)s chỗ trong ca"),
    "activities.StageCompleted": _("Hoàn thành một bước chuẩn bị, ngày %(on)s"),
    "activities.StageSkipped": _("Bỏ qua một bước chuẩn bị, có lý do"),
    "activities.HeldTakenBack": _("Hoàn tác danh sách %(activities)s hoạt động đã tổ chức"),
    "activities.TotalsLoaded": _("Nạp danh sách %(totals)s kỳ tự khai"),
    "activities.TotalsTakenBack": _("Hoàn tác danh sách %(totals)s kỳ tự khai"),
    "activities.TotalsDeclared": _(
        "Khai tổng số %(activities)s hoạt động từ %(valid_from)s đến trước %(valid_to)s"
    ),
}
